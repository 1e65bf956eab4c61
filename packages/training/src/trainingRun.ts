import type { Dataset, GanSystem, JsonObject, JsonValue, StepContext } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { checkFinite } from './checkFinite';
import { checkpointBytes } from './checkpoint/checkpointBytes';
import { readCheckpoint } from './checkpoint/readCheckpoint';
import { restoreCheckpoint } from './checkpoint/restoreCheckpoint';
import { fixedSample } from './fixedSample';
import { gradientNorms } from './gradientNorms';
import { readReport, type StepNumbers } from './lossReport';

import type { Figures, Moment, Observer, RunStart, StepEvent, TrainingSummary } from './observer';
import { openRun, type OpenRun } from './openRun';
import { phaseProgress } from './phasePlan';
import { throughput } from './throughput';
import { resolveSettings, type ResolvedSettings, type TrainSettings } from './trainOptions';

/** A run that advances step by step. */
export interface TrainingRun {
  /** Where it stands. */
  moment(): Moment;
  start(): Promise<RunStart>;
  finished(): boolean;
  /** One round of updates and all that belongs to it. */
  step(): Promise<StepEvent>;
  /** Puts back a checkpoint of this run's present phase, with its learning rates multiplied by `factor`. */
  goBack(checkpoint: Uint8Array, factor: number): void;
  summary(): TrainingSummary;
  /** Closes the data stream and disposes what the run made for itself. */
  close(): Promise<void>;
}

/** Opens a run; see `train`. */
export async function trainingRun<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: TrainSettings<Request>,
  observers: readonly Observer[],
): Promise<TrainingRun> {
  const settings = resolveSettings(options);
  const { images, microBatchSize, reduceGradients } = settings;
  const run = await openRun(system, data, settings, options.resume);
  const { plan, at, root, source, average, rates, evaluation } = run;
  const gradients = gradientNorms(system, reduceGradients);
  const began = now() - at.seconds;
  const speed = throughput();
  speed.rate(at.seconds, at.imagesSeen);
  let numbers: StepNumbers = { losses: {}, norms: [] };
  let stopped: string | undefined;

  const phase = (): StepContext<Batch>['phase'] => {
    const planned = plan[at.phase]!;
    return { name: planned.phase.name, progress: phaseProgress(planned, at.imagesSeen) };
  };
  const finished = (): boolean => stopped !== undefined || at.imagesSeen >= images;
  const moment = (): Moment => {
    const here: Moment = {
      step: at.step,
      imagesSeen: at.imagesSeen,
      images,
      seconds: at.seconds,
      phase: phase(),
      system,
      ema: average.ema,
      sample: (count) => fixedSample(system, { count, ema: average.ema, root, request: settings.sampleRequest }),
      checkpoint: () => checkpointOf(system, run),
      stop: (reason) => void (stopped ??= reason),
      async warn(warning) {
        for (const observer of observers) await observer.warn?.(warning, here);
      },
    };
    return here;
  };
  const measured = async (isDue: boolean): Promise<Figures> => {
    if (!isDue) return {};
    const { figures, stop } = await evaluation.measure(moment());
    stopped ??= stop;
    return figures;
  };
  const update = async (batchSize: number): Promise<void> => {
    const { step, imagesSeen } = at;
    rates.set({ imagesSeen, images, progress: Math.min(1, imagesSeen / images), phase: phase() });
    const context: StepContext<Batch> = {
      ...{ next: () => source.next(), random: root.split(`step ${step}`), step, imagesSeen, phase: phase() },
      ...{ reduceGradients: gradients.reduce, ...(microBatchSize === undefined ? {} : { microBatchSize }) },
    };
    try {
      numbers = await readReport(await system.step(context), gradients.take());
    } finally {
      tf.dispose(gradients.take().map(({ norm }) => norm));
      source.release();
    }
    await checkFinite(numbers, system, at);
    average.ema?.update({ imagesSeen, batchSize, step });
    Object.assign(at, { step: step + 1, imagesSeen: imagesSeen + batchSize, seconds: now() - began });
  };

  return {
    moment,
    async start() {
      const isNew = at.step === 0 && options.evaluate?.atStart === true;
      const seed = root.toJson()['seed'];
      return { ...moment(), settings: settingsJson(system, data, settings, seed), figures: await measured(isNew) };
    },
    finished,
    async step() {
      await enterPhase(run);
      const before = at.imagesSeen;
      await update(plan[at.phase]!.batchSize);
      const figures = await measured(evaluation.isDue(before, at.imagesSeen, finished()));
      const imagesPerSecond = speed.rate(at.seconds, at.imagesSeen);
      const secondsLeft = imagesPerSecond > 0 ? Math.max(0, images - at.imagesSeen) / imagesPerSecond : 0;
      const gradientNorms = Object.fromEntries(numbers.norms.map(({ key, norm }) => [key, norm]));
      return { ...moment(), losses: numbers.losses, gradientNorms, figures, imagesPerSecond, secondsLeft };
    },
    goBack(bytes, factor) {
      const checkpoint = readCheckpoint(bytes);
      const { step, imagesSeen } = restoreCheckpoint(checkpoint, {
        ...{ system, ema: average.ema, stream: source.current?.stream ?? null, begin: false },
      });
      evaluation.restore(checkpoint.info.figures);
      Object.assign(at, { step, imagesSeen });
      rates.lower(checkpoint.info.rates, factor);
    },
    summary: () => ({
      ...{ system: system.name, steps: at.step, images: at.imagesSeen, seconds: at.seconds, losses: numbers.losses },
      ...{ best: evaluation.best, ...(stopped === undefined ? {} : { stopped }) },
    }),
    async close() {
      average.close();
      await source.close();
    },
  };
}

const now = (): number => performance.now() / 1000;

function checkpointOf<Batch, Request>(
  system: GanSystem<Batch, Request>,
  { average, at, root, source, rates, evaluation }: OpenRun<Batch>,
): Promise<Uint8Array> {
  return checkpointBytes({
    ...{ system, ema: average.ema, ...at, random: root, data: source.current ?? null },
    ...{ rates: rates.base, figures: evaluation.toJson() },
  });
}

/** Begins the phase that the images shown so far lead to, if it has not begun. */
async function enterPhase<Batch>({ plan, at, source, average }: OpenRun<Batch>): Promise<void> {
  while (at.phase < plan.length - 1 && at.imagesSeen >= plan[at.phase]!.to) {
    at.phase += 1;
    plan[at.phase]!.phase.begin?.();
    average.refresh();
    await source.open(plan[at.phase]!);
  }
}

/** What the record of a run says about how it was started. */
function settingsJson<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  { images, batchSize, microBatchSize, resolution, ema, rates, evaluate }: ResolvedSettings<Request>,
  seed: JsonValue | undefined,
): JsonObject {
  const settings = {
    ...{ images, batchSize, microBatchSize, resolution, seed, ema: ema !== null && 'update' in ema ? 'own' : ema },
    ...{ rates: typeof rates === 'function' ? 'all' : rates && Object.keys(rates) },
    evaluate: evaluate && { ...evaluate, figures: Object.keys(evaluate.figures) },
  };
  return JSON.parse(
    JSON.stringify({
      system: system.name,
      config: system.config,
      data: { name: data.name, size: data.size, ...data.describe() },
      ...settings,
    }),
  ) as JsonObject;
}
