import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { check } from '@ganblocks/core';
import type { Collective } from '../../replicas/collective';
import { joinReplicas } from './joinReplicas';
import { checkReplicaOptions, type ReplicaOptions } from './replicaOptions';
import { type ReplicaSeat, replicaSeat } from './replicaSeat';
import { startReplicas } from './startReplicas';

let mainFileRuns = false;

/**
 * Trains in as many threads as are asked for. In a thread that is a further replica it does not return: the thread ends with its training, whatever
 * comes of it, since the first one reports that.
 *
 * @throws GanError where the options do not fit; what `train` throws, and why another replica has failed.
 */
export async function inReplicas<Result>(
  options: ReplicaOptions | undefined,
  train: (collective: Collective | undefined) => Promise<Result>,
): Promise<Result> {
  if (!options) return train(undefined);
  checkReplicaOptions(options);
  const seat = replicaSeat();
  if (seat) return trainAndEnd(seat, train);
  if (options.count === 1) return train(undefined);
  checkMainFile(options);
  const collective = startReplicas(options);
  try {
    const result = await train(collective);
    await collective.close();
    return result;
  } catch (error) {
    await collective.close(error);
    throw error;
  }
}

async function trainAndEnd<Result>(seat: ReplicaSeat, train: (collective: Collective) => Promise<Result>): Promise<never> {
  const collective = joinReplicas(seat);
  try {
    await train(collective);
    await collective.close();
  } catch (error) {
    await collective.close(error);
  }
  return process.exit();
}

/** A thread that runs the main file joins at its first call. */
function checkMainFile({ script }: ReplicaOptions): void {
  const [, main] = process.argv;
  if (main === undefined || String(script) !== pathToFileURL(main).href) return;
  check(!mainFileRuns, () => {
    return `train: a file whose replicas run it again can train with replicas once, at their first call. Got a second one in '${main}'. Put what this one trains into a file of its own, and name that as replicas.script.`;
  });
  mainFileRuns = true;
}
