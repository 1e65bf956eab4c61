import type { Dataset, GanSystem } from '@ganblocks/core';
import type { Observer, TrainingSummary } from './observer';
import { recovery, type Recovery } from './recovery';
import { trainingRun, type TrainingRun } from './trainingRun';
import type { TrainOptions, TrainSettings } from './trainOptions';

/**
 * Trains a GAN system: its phases in order, step by step, until `images` have been shown.
 *
 * Each step is one round of the system's updates; images shown grow by the batch size a step, however many batches the system draws. Numbers
 * that a step draws come from `seed` and the step's number, the order of data from `seed` and the data stream's position, so that the same
 * call gives the same losses, and a run resumed from a checkpoint continues bit for bit. The batches of a step are disposed after it. All
 * loss terms and the norms of all gradients are read once a step; the first that is NaN or infinite stops the run, or sends it back (`recover`).
 *
 * Networks and optimizers stay the caller's, trained; averaged weights that the run made are disposed at its end (checkpoints hold them, and
 * an `Ema` of your own passed as `ema` stays yours).
 *
 * With a `collective`, the run is that of one process with the same `microBatchSize`, bit for bit.
 *
 * @throws GanError where options, phases or a checkpoint do not fit, or a loss is no longer finite; and whatever data, system or observers throw.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", for averaged weights by images, https://arxiv.org/abs/2006.06676
 * @example const summary = await train(gan, digits, { images: 60_000, batchSize: 64, seed: 7, observers: [{ step: ({ losses }) => console.log(losses) }] });
 */
export async function train<Batch, Request = number>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: TrainOptions<Request>,
): Promise<TrainingSummary> {
  const { observers = [], ...settings } = options.collective && options.collective.rank > 0 ? unobserved(options) : options;
  const run = await trainingRun(system, data, settings, observers);
  try {
    const start = await run.start();
    for (const observer of observers) await observer.begin?.(start);
    const safety = recovery(run, settings.recover);
    await safety.note();
    while (!(await run.finished())) {
      const event = await attempt(run, safety, observers, () => run.step());
      if (!event) continue;
      for (const observer of observers) await observer.step?.(event);
      await attempt(run, safety, observers, () => safety.note());
    }
    const summary = run.summary();
    for (const observer of observers) await observer.end?.(summary);
    return summary;
  } catch (error) {
    await tellFailure(observers, error);
    throw error;
  } finally {
    await run.close();
  }
}

/** Ranks behind the first one only compute. */
function unobserved<Request>({ observers, evaluate, ...options }: TrainSettings<Request>): TrainSettings<Request> {
  return options;
}

/** What `action` gives; nothing where it met numbers that are not finite, and the run has gone back. */
async function attempt<Result>(
  run: TrainingRun,
  safety: Recovery,
  observers: readonly Observer[],
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!safety.goBack(error)) throw error;
    for (const observer of observers) await observer.recover?.(run.moment(), error as Error);
    return undefined;
  }
}

/** The error that stopped the run is the one to report: what an observer throws on top of it must not hide it. */
async function tellFailure(observers: readonly Observer[], error: unknown): Promise<void> {
  for (const observer of observers) {
    try {
      await observer.fail?.(error);
    } catch {
      continue;
    }
  }
}
