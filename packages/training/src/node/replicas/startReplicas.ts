import process from 'node:process';
import { MessageChannel, Worker } from 'node:worker_threads';
import { GanError } from '@ganblocks/core';
import type { Collective } from '../../replicas/collective';
import { meetingIn, type Meeting } from './meeting';
import type { ReplicaOptions } from './replicaOptions';
import { seatData } from './replicaSeat';
import { sharedMemory, type SharedMemory } from './sharedMemory';
import { sumInMemory } from './sumInMemory';

/** Milliseconds that a thread is given to end by itself. */
const GRACE = 5000;

interface Replica {
  readonly joined: Promise<void>;
  send(bytes: Uint8Array): void;
  /** Resolves when the thread has ended. */
  end(atOnce: boolean): Promise<void>;
}

/** Starts the threads of all ranks but the first, which is here. */
export function startReplicas({ count, timeLimit = 600, ...options }: ReplicaOptions): Collective {
  const memory = sharedMemory(count);
  const meeting = meetingIn(memory, 0, timeLimit);
  const replicas = Array.from({ length: count - 1 }, (_, i) => startReplica(i + 1, { memory, meeting, timeLimit, ...options }));
  let closed = false;
  return {
    rank: 0,
    size: count,
    allReduce: sumInMemory(memory, 0, () => meeting.meet()),
    async broadcast(bytes = new Uint8Array()) {
      await Promise.all(replicas.map(({ joined }) => joined));
      const failure = meeting.failure();
      if (failure) throw failure;
      for (const replica of replicas) replica.send(bytes);
      return bytes;
    },
    async close(error) {
      if (closed) return;
      closed = true;
      if (error !== undefined) meeting.fail(error);
      await Promise.all(replicas.map((replica) => replica.end(error !== undefined)));
    },
  };
}

interface ReplicaPlace extends Omit<ReplicaOptions, 'count' | 'timeLimit'> {
  readonly memory: SharedMemory;
  readonly meeting: Meeting;
  readonly timeLimit: number;
}

function startReplica(rank: number, { script, argv = process.argv.slice(2), memory, meeting, timeLimit }: ReplicaPlace): Replica {
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(new URL(script), {
    workerData: seatData({ rank, memory, port: port2, timeLimit }),
    transferList: [port2],
    argv: [...argv],
    // The replicas share the cores among themselves: none takes more than one where nothing else is said.
    env: { ...process.env, GANBLOCKS_THREADS: process.env['GANBLOCKS_THREADS'] ?? '1' },
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const joined = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      meeting.fail(error, rank);
      reject(meeting.failure() ?? new GanError(`train: replica ${rank} has failed, and with it the run.`));
    };
    port.once('message', () => resolve());
    worker.once('error', fail);
    worker.once('exit', () => fail('its thread ended before it came to train with replicas, or before the run did.'));
  });
  // It is awaited by the first broadcast, which a run that fails before does not come to.
  joined.catch(() => undefined);
  return {
    joined,
    send: (bytes) => port.postMessage(bytes),
    async end(atOnce) {
      port.close();
      const patience = setTimeout(() => void worker.terminate(), atOnce ? 0 : GRACE);
      await ended;
      clearTimeout(patience);
    },
  };
}
