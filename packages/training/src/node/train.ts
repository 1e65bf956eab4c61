import type { Dataset, GanSystem } from '@ganblocks/core';
import type { TrainingSummary } from '../observer';
import { train as trainAnywhere } from '../train';
import type { TrainOptions } from '../trainOptions';
import { progress } from './progress';
import { runFolder, type RunFolderOptions } from './runFolder';

/** Where a run is kept and how it is shown. */
export interface RunOptions extends RunFolderOptions {
  /** Folder of the run; see `runFolder`. Default: none, nothing is written. */
  readonly run?: string;
  /** Nothing on the terminal; `note` is still called where it is given. Default: false. */
  readonly quiet?: boolean;
}

/**
 * Trains a GAN system as the main entry's `train` does, keeps the run in the folder `run` and shows its progress on stderr. Observers of
 * your own come after these.
 *
 * @throws GanError where the folder cannot be used, before any training; and as the main entry's `train`.
 * @example await train(gan, digits, { images: 60_000, batchSize: 64, seed: 7, run: 'runs/digits' });
 */
export async function train<Batch, Request = number>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  options: TrainOptions<Request> & RunOptions,
): Promise<TrainingSummary> {
  const { run, quiet = false, observers = [], sampleRequest } = options;
  const folder = { ...(quiet ? { note: () => undefined } : {}), ...options, ...(sampleRequest === null ? { samples: 0 } : {}) };
  const own = [...(run === undefined ? [] : [runFolder(run, folder)]), progress({ quiet })];
  return trainAnywhere(system, data, { ...options, observers: [...own, ...observers] });
}
