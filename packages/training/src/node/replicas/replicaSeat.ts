import { workerData, type MessagePort } from 'node:worker_threads';
import type { SharedMemory } from './sharedMemory';

/** What a thread is given that is to be a replica. */
export interface ReplicaSeat {
  readonly rank: number;
  readonly memory: SharedMemory;
  /** To the first replica. */
  readonly port: MessagePort;
  readonly timeLimit: number;
}

const KEY = 'ganblocksReplica';

/** As the `workerData` of a thread. */
export const seatData = (seat: ReplicaSeat): Readonly<Record<string, ReplicaSeat>> => ({ [KEY]: seat });

/** The seat of this thread; undefined where it is no further replica. */
export function replicaSeat(): ReplicaSeat | undefined {
  const data = workerData as Partial<Record<string, ReplicaSeat>> | null | undefined;
  return typeof data === 'object' && data !== null ? data[KEY] : undefined;
}

/**
 * Whether this thread is a further replica that runs the script again, and will not come past `train`: what is to be said or written once is not
 * said by it.
 *
 * @example if (!isReplica()) console.log('starting');
 */
export const isReplica = (): boolean => replicaSeat() !== undefined;
