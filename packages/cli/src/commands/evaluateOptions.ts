import type { Given } from '../options/given';
import { backendOption, threadsOption, type CommandSpec } from '../options/optionSpec';
import { nameList, wholeNumber } from '../options/values';

const SAMPLES = 10_000;
const BATCH_SIZE = 100;

export const evaluateSpec: CommandSpec = {
  name: 'evaluate',
  summary: 'Measures how good a run is: draws many images, compares them with real ones, prints a table and writes it as JSON.',
  usage: 'RUN [options]',
  words: { least: 1, most: 1 },
  examples: [
    { command: 'evaluate runs/00001-dcgan-mnist', does: 'The usual metrics for such images, over 10,000 of them.' },
    { command: 'evaluate runs/00001-dcgan-mnist --metrics digit-frechet --samples 50k', does: 'One metric, over more images.' },
    { command: 'evaluate runs/00002-dcgan-photos --metrics fid,prdc', does: 'Quality and variety of images of any size.' },
    { command: 'evaluate runs/00002-dcgan-photos --extractor inception.safetensors', does: 'By the network that papers take.' },
    { command: 'evaluate runs/00001-dcgan-mnist --json > figures.json', does: 'For another program.' },
  ],
  options: {
    metrics: {
      value: 'NAMES',
      help: "Which, with commas between them; prdc is precision, recall, density and coverage. 'ganblocks list metrics' has them. Default: all, the digit figures of digits, else, or with --extractor, fid, kid and prdc.",
    },
    extractor: {
      value: 'NAME',
      help: "Whose features fid, kid, prdc and inception-score are of: digits, emoji, random, or FILE.safetensors, the weights of FID Inception ('docs/metrics.md' has the line that makes it). Default: emoji for colours, digits for gray images of 28 x 28, random for other gray ones.",
    },
    samples: {
      value: 'N',
      help: `Images drawn; figures of different numbers do not compare. Default: ${SAMPLES.toLocaleString('en-US')}.`,
    },
    reals: {
      value: 'N',
      help: `Real images, at most; evenly spaced ones where there are more. Default: ${SAMPLES.toLocaleString('en-US')}.`,
    },
    seed: { value: 'N', help: 'Fixes the latents. Default: 0.' },
    data: { value: 'DATA', help: "Real images to compare with. Default: the run's own; its test part where it has one." },
    out: { value: 'FILE.json', help: 'Where the figures are written. Default: evaluation.json in the folder of the run.' },
    'batch-size': { value: 'N', help: `Images drawn at a time; changes no figure. Default: ${BATCH_SIZE}.` },
    'no-ema': { help: 'Measure the weights as they were last, instead of their average.' },
    backend: backendOption,
    threads: threadsOption,
    json: { help: 'Print JSON instead of the table.' },
  },
};

export interface EvaluateOptions {
  readonly path: string;
  readonly metrics: readonly string[];
  readonly extractor: string | undefined;
  readonly samples: number;
  /** At most. */
  readonly reals: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly data: string | undefined;
  readonly out: string | undefined;
  readonly averaged: boolean;
  readonly backend: string | undefined;
  readonly json: boolean;
}

/**
 * What `ganblocks evaluate …` asks for.
 *
 * @throws UsageError that names the option.
 */
export function evaluateOptions(given: Given): EvaluateOptions {
  const [path = ''] = given.words;
  const whole = (option: string, standard: number, least: number): number => {
    const text = given.text(option);
    return text === undefined ? standard : wholeNumber(`--${option}`, text, least);
  };
  return {
    path,
    metrics: nameList(given.text('metrics') ?? 'all'),
    extractor: given.text('extractor'),
    samples: whole('samples', SAMPLES, 2),
    reals: whole('reals', SAMPLES, 2),
    seed: whole('seed', 0, 0),
    batchSize: whole('batch-size', BATCH_SIZE, 1),
    data: given.text('data'),
    out: given.text('out'),
    averaged: !given.has('no-ema'),
    backend: given.text('backend'),
    json: given.has('json'),
  };
}
