import { resolve } from 'node:path';
import { type JsonObject, printable } from '@ganblocks/core';
import type { Learnt, Preset, PresetDecay, RegisteredSystem } from '@ganblocks/models';
import { type DataSpec, dataSpec } from '../data/dataSpec';
import { defined } from '../options/defined';
import type { Given } from '../options/given';
import { parseSettings } from '../options/settings';
import { nameList, wholeNumber } from '../options/values';
import { findSystem } from '../run/findSystem';
import type { RunCommand } from '../run/runCommand';
import { suggestion } from '../text/nearest';
import { averageSpec } from '../training/averageSpec';
import { augmentSpec } from '../training/augmentSpec';
import { rateSpec } from '../training/rateSpec';
import { asUsage, checkUsage } from '../usageError';
import { BATCH_SIZE, EVALUATION_SAMPLES, IMAGES, LABELS } from './trainSpec';

/**
 * What `ganblocks train …` asks for, options before preset before defaults.
 *
 * @throws UsageError that names the option.
 */
export function trainCommand(given: Given): RunCommand {
  const [name = ''] = given.words;
  const system = asUsage(() => findSystem(name));
  const preset = presetOf(name, system, given.text('preset'));
  const dataText = given.text('data');
  checkUsage(
    dataText !== undefined,
    () => `train: --data is missing. Try 'ganblocks train ${name} --data mnist', or the path of a folder of pictures.`,
  );
  const data = dataSpec(dataText);
  const seed = numberOf(given, 'seed', 0) ?? 0;
  const { training = {} } = preset ?? {};

  const batchSize = numberOf(given, 'batch-size') ?? training.batchSize ?? BATCH_SIZE;
  const images = numberOf(given, 'images') ?? training.images ?? IMAGES;
  const [rates, ema, augment] = [given.text('rates') ?? decayText(training.rates), given.text('ema'), given.text('augment')];
  if (rates !== undefined) rateSpec(rates);
  if (augment !== undefined) augmentSpec(augment);
  const config = configOf(system, { given, preset, data, seed });
  const cache = given.text('cache-folder');
  const average = ema === undefined ? training.ema : averageSpec(ema);
  return {
    system: name,
    config,
    ...{ data: data.text, mirror: given.has('mirror'), skipBroken: given.has('skip-broken'), images, seed },
    batchSize,
    ...(average === undefined ? {} : { ema: average }),
    ...defined({
      rates,
      augment,
      labels: labelsOf(given, name, system.learns(config)),
      ...partsOf(given, batchSize),
      keep: numberOf(given, 'keep'),
    }),
    ...defined({ sampleEvery: numberOf(given, 'sample-every'), checkpointEvery: numberOf(given, 'checkpoint-every') }),
    ...defined({ evaluate: evaluationOf(given, images), cacheFolder: cache === undefined ? undefined : resolve(cache) }),
    ...{
      tensorBoard: !given.has('no-tensorboard'),
      recover: given.has('recover'),
      watch: given.has('watch'),
      backend: given.text('backend') ?? 'auto',
    },
  };
}

function presetOf(name: string, { presets }: RegisteredSystem, wanted: string | undefined): Preset | undefined {
  if (wanted === undefined) return undefined;
  const preset = Object.hasOwn(presets, wanted) ? presets[wanted] : undefined;
  checkUsage(preset !== undefined, () => {
    const names = Object.keys(presets);
    return `--preset: ${name} has no preset '${printable(wanted)}'.${suggestion(wanted, names)} It has ${names.join(', ')}.`;
  });
  return preset;
}

interface Choices {
  readonly given: Given;
  readonly preset: Preset | undefined;
  readonly data: DataSpec;
  readonly seed: number;
}

/** Of each class, for systems that learn from few labels. */
function labelsOf(given: Given, system: string, learns: Learnt): number | undefined {
  const few = learns === 'images, some labelled';
  checkUsage(few || !given.has('labels'), () => {
    return `--labels is for systems that learn from few labels. Got '${system}', which learns ${learns}. Leave it out.`;
  });
  return few ? (numberOf(given, 'labels') ?? LABELS) : undefined;
}

/** The full configuration: what is set, before the size that is asked for, before the preset, before the size that the data has. */
function configOf(system: RegisteredSystem, { given, preset, data: { source }, seed }: Choices): JsonObject {
  const resolution = numberOf(given, 'resolution');
  const ofData = source.holds === 'images' && preset === undefined ? { ...source.size } : {};
  const chosen = { ...ofData, ...preset?.config, ...defined({ resolution }), ...parseSettings(given.all('set')) };
  const full = asUsage(() => system.configure(chosen));
  return 'seed' in full && !('seed' in chosen) ? { ...full, seed } : full;
}

function evaluationOf(given: Given, images: number): RunCommand['evaluate'] {
  const names = given.text('evaluate');
  const stray = ['evaluate-every', 'evaluate-samples'].find((option) => names === undefined && given.has(option));
  checkUsage(stray === undefined, () => `--${stray} needs --evaluate METRICS. Name what to measure, or all.`);
  if (names === undefined) return undefined;
  return {
    metrics: nameList(names),
    every: numberOf(given, 'evaluate-every') ?? Math.ceil(images / 10),
    samples: numberOf(given, 'evaluate-samples', 2) ?? EVALUATION_SAMPLES,
  };
}

/** The size of the parts is written down beside the number of replicas: it is what a run keeps when it goes on with more or fewer of them. */
function partsOf(given: Given, batchSize: number): Pick<RunCommand, 'microBatchSize' | 'replicas'> {
  const [replicas, microBatchSize] = [numberOf(given, 'replicas') ?? 1, numberOf(given, 'micro-batch-size')];
  if (replicas === 1) return defined({ microBatchSize });
  const part = microBatchSize ?? batchSize / replicas;
  checkUsage(batchSize % (part * replicas) === 0 && Number.isInteger(part), () => {
    const parts = microBatchSize === undefined ? '' : ` in parts of ${microBatchSize}`;
    return `--replicas ${replicas} must share each batch evenly. Got a batch of ${batchSize}${parts}. Use --batch-size ${replicas * Math.ceil(part)}.`;
  });
  return { microBatchSize: part, replicas };
}

function decayText(decay: PresetDecay | undefined): string | undefined {
  if (decay?.decay === 'exponential') return `exponential:${decay.divisor}:${decay.images}:${decay.least}`;
  return decay && `${decay.decay}:${decay.from}:${decay.to}`;
}

function numberOf(given: Given, option: string, least = 1): number | undefined {
  const text = given.text(option);
  return text === undefined ? undefined : wholeNumber(`--${option}`, text, least);
}
