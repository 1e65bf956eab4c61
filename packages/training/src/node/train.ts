import type { Dataset, GanSystem } from '@ganblocks/core';
import type { TrainingSummary } from '../observer';
import { train as trainAnywhere } from '../train';
import type { SampleRequest, TrainOptions, TrainSettings } from '../trainOptions';
import { endOnSignals } from './endOnSignals';
import { noteOnStderr } from './note';
import { progress } from './progress';
import { inReplicas } from './replicas/inReplicas';
import { resumeFrom } from './resumeFrom';
import { runFolder } from './runFolder';
import type { RunOptions } from './runOptions';

/** Options of `train` with a run folder. `sampleRequest` must be given where the system samples from something else than a count. */
export type RunTrainOptions<Request> = Omit<TrainSettings<Request>, 'resume'> &
  RunOptions &
  (number extends Request ? unknown : { readonly sampleRequest: SampleRequest<Request> | null });

/**
 * Trains a GAN system as the main entry's `train` does, keeps the run in the folder `run`, shows its progress on stderr, and ends it cleanly on
 * SIGINT and SIGTERM. Observers of your own come after these.
 *
 * A run that was interrupted, in whatever way, goes on with the same call and `resume: 'auto'`: bit for bit as if it had never stopped.
 *
 * With `replicas: { count: 2, script: import.meta.url }` the file runs once more in a thread of its own, to this call, and each thread differentiates
 * its half of every batch: the run is that of one thread with `microBatchSize` of half a batch, bit for bit. Only this thread writes and shows
 * anything, and goes on behind the call.
 *
 * @throws GanError where the folder cannot be used, before any training; and as the main entry's `train`.
 * @example await train(gan, digits, { images: 60_000, batchSize: 64, seed: 7, run: 'runs/digits', resume: 'auto' });
 */
export async function train<Batch, Request = number>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: RunTrainOptions<Request>,
): Promise<TrainingSummary> {
  const { replicas, ...rest } = options;
  return inReplicas(replicas, (shared) => {
    const collective = shared ?? options.collective;
    return keepRun(system, data, { ...rest, ...(collective ? { collective } : {}) } as RunTrainOptions<Request>);
  });
}

/** Ranks behind the first one keep nothing, and go on from what the first one has. */
async function keepRun<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: RunTrainOptions<Request>,
): Promise<TrainingSummary> {
  const { run, quiet = false, signals = run !== undefined, observers = [], sampleRequest, resume, ...settings } = options;
  const request = sampleRequest === undefined ? {} : { sampleRequest };
  if (settings.collective && settings.collective.rank > 0)
    return trainAnywhere(system, data, { ...settings, ...request } as TrainOptions<Request>);
  const { note = quiet ? () => undefined : noteOnStderr } = options;
  const bytes = await resumeFrom(resume, { run, note });
  const folder = { ...options, note, ...(sampleRequest === null ? { samples: 0 } : {}) };
  const own = [
    ...(run === undefined ? [] : [runFolder(run, folder)]),
    progress({ quiet }),
    ...(signals ? [endOnSignals({ note, ...(run === undefined ? {} : { run }) })] : []),
  ];
  const all = {
    ...settings,
    ...request,
    ...(bytes === undefined ? {} : { resume: bytes }),
    observers: [...own, ...observers],
  };
  return trainAnywhere(system, data, all as TrainOptions<Request>);
}
