import type { Dataset, GanSystem } from '@ganblocks/core';
import { prefetched } from '@ganblocks/data';
import { checkDataset } from './checkDataset';
import { checkpointBytes } from './checkpoint/checkpointBytes';
import { readCheckpoint } from './checkpoint/readCheckpoint';
import { restoreCheckpoint } from './checkpoint/restoreCheckpoint';
import { fixedSample } from './fixedSample';
import type { StepNumbers } from './lossReport';

import type { Figures, Moment, Observer, RunStart, StepEvent, TrainingSummary } from './observer';
import { openRun, type OpenRun } from './openRun';
import { enterPhase, phaseNow, roundOf } from './round';
import { settingsJson } from './settingsJson';
import { throughput } from './throughput';
import { checkDivision } from './replicas/checkDivision';
import { resolveSettings, type ResolvedSettings, type TrainSettings } from './trainOptions';

/** A run that advances step by step. */
export interface TrainingRun {
  /** Where it stands. */
  moment(): Moment;
  start(): Promise<RunStart>;
  /** Of several ranks, the first one says so. */
  finished(): Promise<boolean>;
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
  checkDataset(data);
  const settings = resolveSettings(options);
  const { images, collective } = settings;
  const run = await openTogether(system, prefetched(data, { ahead: options.ahead ?? 1 }), settings, options.resume);
  const { at, root, source, average, rates, evaluation } = run;
  const round = roundOf(system, run, settings);
  const began = now() - at.seconds;
  const speed = throughput();
  speed.rate(at.seconds, at.imagesSeen);
  let numbers: StepNumbers = { losses: {}, norms: [] };
  let stopped: string | undefined;

  const finished = async (): Promise<boolean> => {
    const own = stopped !== undefined || at.imagesSeen >= images;
    if (!collective) return own;
    const [said] = await collective.broadcast(collective.rank === 0 ? Uint8Array.of(Number(own)) : undefined);
    return said === 1;
  };
  const moment = (): Moment => {
    const here: Moment = {
      step: at.step,
      imagesSeen: at.imagesSeen,
      images,
      seconds: at.seconds,
      phase: phaseNow(run),
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
      numbers = await round();
      at.seconds = now() - began;
      const figures = await measured(evaluation.isDue(before, at.imagesSeen, at.imagesSeen >= images));
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

/** Opens a run; ranks but the first continue what it has opened, so that all begin with the same bits. */
async function openTogether<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  settings: ResolvedSettings<Request>,
  resume: Uint8Array | undefined,
): Promise<OpenRun<Batch>> {
  const { collective } = settings;
  if (!collective) return openRun(system, data, settings, resume);
  if (collective.rank > 0) return openRun(system, data, settings, await collective.broadcast());
  const run = await openRun(system, data, settings, resume);
  try {
    checkDivision(run.plan, settings);
    await collective.broadcast(await checkpointOf(system, run));
    return run;
  } catch (error) {
    run.average.close();
    await run.source.close();
    throw error;
  }
}

function checkpointOf<Batch, Request>(
  system: GanSystem<Batch, Request>,
  { average, at, root, source, rates, evaluation }: OpenRun<Batch>,
): Promise<Uint8Array> {
  return checkpointBytes({
    ...{ system, ema: average.ema, ...at, random: root, data: source.current ?? null },
    ...{ rates: rates.base, figures: evaluation.toJson() },
  });
}
