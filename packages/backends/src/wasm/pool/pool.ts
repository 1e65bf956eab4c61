import { check } from '@ganblocks/core';
import { type Calls, createDispatcher, SPINS, type WorkMemory } from './dispatcher';
import { type PoolWorker, startWorker } from './startWorkers';

/** Threads that take the calls of a kernel among themselves. */
export interface Pool {
  /** With the main thread; 1 where the workers have ended. */
  readonly threads: number;
  /** As many as there were at first: so many parts work memory has. */
  readonly places: number;
  /** Nanoseconds: what is shorter costs more to hand over than it saves. */
  readonly shortest: number;
  /**
   * Runs the calls of one kernel, each by whichever thread is free, and returns when all are done. They may not depend on each other. With work memory,
   * a thread's part of it is added to the arguments.
   *
   * @throws GanError where a kernel threw in a worker, or a worker does not answer; then the pool has ended.
   */
  run(kernel: string, calls: Calls, work?: WorkMemory): void;
  /** Ends the workers. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** What the main thread has bound of the module: it takes chunks too. */
  readonly kernels: object;
  /** 2 or more, with the main thread. */
  readonly threads: number;
  /** Milliseconds without a finished chunk after which a worker is given up. Default: 60 000. */
  readonly patience?: number;
  /** Nanoseconds of the shortest part that is handed over. Default: 15 000. */
  readonly shortest?: number;
  /** The program of the workers; tests give others. */
  readonly source?: string;
}

const PATIENCE = 60_000;
const SHORTEST = 15_000;

/** All workers, or none and the reason. */
async function startAll(count: number, start: (index: number) => Promise<PoolWorker>): Promise<PoolWorker[]> {
  const results = await Promise.allSettled(Array.from({ length: count }, (_, index) => start(index)));
  const workers = results.flatMap((result): PoolWorker[] => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = results.find((result) => result.status === 'rejected');
  if (!refused) return workers;
  await Promise.all(workers.map((worker) => worker.end()));
  throw refused.reason;
}

/** Starts the workers of a pool, on a memory that they share. */
export async function createPool({
  module,
  memory,
  kernels,
  threads,
  patience = PATIENCE,
  shortest = SHORTEST,
  source,
}: PoolOptions): Promise<Pool> {
  const dispatcher = createDispatcher(kernels, patience);
  const job = { module, memory, control: dispatcher.buffer, spins: SPINS };
  let workers = await startAll(threads - 1, (index) => startWorker({ ...job, thread: index + 1 }, source));

  const close = async (): Promise<void> => {
    const ended = workers;
    workers = [];
    await Promise.all(ended.map((worker) => worker.end()));
  };
  for (const worker of workers) {
    worker.onEnd(() => {
      workers = workers.filter((other) => other !== worker);
      globalThis.console.warn(`ganblocks: a thread of backend wasm has ended; it goes on with ${workers.length + 1}`);
    });
  }

  function runOnce(name: string, calls: Calls, work: WorkMemory | undefined): void {
    const { answered, failed } = dispatcher.run(name, calls, work);
    if (!answered) void close();
    check(
      answered,
      () =>
        `wasm threads: expected every thread to finish its part of ${name} within ${patience / 1000} s of the last. One did not: it has ended, or the ` +
        "machine stood still. The step that was running is lost, and from here on one thread computes. Start anew, or useBackend('wasm', { threads: 1 }).",
    );
    check(!failed, () => `wasm threads: expected ${name} to run. It failed in a worker. Report it, with the shapes of the op.`);
  }

  return {
    get threads() {
      return workers.length + 1;
    },
    places: threads,
    shortest,
    run(name, calls, work) {
      const most = dispatcher.most(calls[0]?.length ?? 0);
      if (calls.length <= most) runOnce(name, calls, work);
      else for (let at = 0; at < calls.length; at += most) runOnce(name, calls.slice(at, at + most), work);
    },
    close,
  };
}
