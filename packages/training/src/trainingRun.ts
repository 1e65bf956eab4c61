import type { Dataset, GanSystem, JsonObject, JsonValue, StepContext } from '@ganblocks/core';
import { checkpointBytes } from './checkpoint/checkpointBytes';
import { fixedSample } from './fixedSample';
import { checkLosses, readReport } from './lossReport';
import type { Losses, Moment, RunStart, StepEvent, TrainingSummary } from './observer';
import { openRun, type OpenRun } from './openRun';
import { phaseProgress } from './phasePlan';
import { throughput } from './throughput';
import { resolveSettings, type ResolvedSettings, type TrainSettings } from './trainOptions';

/** A run that advances step by step. */
export interface TrainingRun {
  start(): RunStart;
  finished(): boolean;
  /** One round of updates and all that belongs to it. */
  step(): Promise<StepEvent>;
  summary(): TrainingSummary;
  /** Closes the data stream and disposes what the run made for itself. */
  close(): Promise<void>;
}

/** Opens a run; see `train`. */
export async function trainingRun<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: TrainSettings<Request>,
): Promise<TrainingRun> {
  const settings = resolveSettings(options);
  const { images } = settings;
  const run = await openRun(system, data, settings, options.resume);
  const { plan, at, root, source, average } = run;
  const began = now() - at.seconds;
  const speed = throughput();
  speed.rate(at.seconds, at.imagesSeen);
  let losses: Losses = {};

  const phase = (): StepContext<Batch>['phase'] => {
    const planned = plan[at.phase]!;
    return { name: planned.phase.name, progress: phaseProgress(planned, at.imagesSeen) };
  };
  const moment = (): Moment => ({
    step: at.step,
    imagesSeen: at.imagesSeen,
    images,
    seconds: at.seconds,
    phase: phase(),
    system,
    ema: average.ema,
    sample: (count) => fixedSample(system, { count, ema: average.ema, root, request: settings.sampleRequest }),
    checkpoint: () => checkpointBytes({ system, ema: average.ema, ...at, random: root, data: source.current ?? null }),
  });

  return {
    start: () => ({ ...moment(), settings: settingsJson(system, data, settings, root.toJson()['seed']) }),
    finished: () => at.imagesSeen >= images,
    async step() {
      await enterPhase(run);
      const { batchSize } = plan[at.phase]!;
      const { step, imagesSeen } = at;
      try {
        const random = root.split(`step ${step}`);
        losses = await readReport(await system.step({ next: () => source.next(), random, step, imagesSeen, phase: phase() }));
      } finally {
        source.release();
      }
      checkLosses(losses, at);
      average.ema?.update({ imagesSeen, batchSize, step });
      Object.assign(at, { step: step + 1, imagesSeen: imagesSeen + batchSize, seconds: now() - began });
      const imagesPerSecond = speed.rate(at.seconds, at.imagesSeen);
      const secondsLeft = imagesPerSecond > 0 ? Math.max(0, images - at.imagesSeen) / imagesPerSecond : 0;
      return { ...moment(), losses, imagesPerSecond, secondsLeft };
    },
    summary: () => ({ system: system.name, steps: at.step, images: at.imagesSeen, seconds: at.seconds, losses }),
    async close() {
      average.close();
      await source.close();
    },
  };
}

const now = (): number => performance.now() / 1000;

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
  { images, batchSize, resolution, ema }: ResolvedSettings<Request>,
  seed: JsonValue | undefined,
): JsonObject {
  const settings = { images, batchSize, resolution, seed, ema: ema !== null && 'update' in ema ? 'own' : ema };
  return JSON.parse(
    JSON.stringify({
      system: system.name,
      config: system.config,
      data: { name: data.name, size: data.size, ...data.describe() },
      ...settings,
    }),
  ) as JsonObject;
}
