import { check } from '@ganblocks/core';
import { importUnbundled } from '../../importUnbundled';
import { currentPlace } from '../../place';
import { workerSource } from './workerSource';

/** What a worker is given. */
interface WorkerJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  /** Its number, from 1 on: the main thread is 0. */
  readonly thread: number;
  /** How often it looks for work before it sleeps. */
  readonly spins: number;
}

/** A worker that is ready. */
export interface PoolWorker {
  /** Calls once, when it has ended by itself. */
  onEnd(listener: () => void): void;
  end(): Promise<void>;
}

/** Starts a worker of a program; resolves when it is ready. */
export type StartWorker = (job: WorkerJob, source?: string) => Promise<PoolWorker>;

/** Node's worker_threads, as far as it is used here. */
interface NodeWorker {
  on(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): void;
  unref(): void;
  terminate(): Promise<unknown>;
}
interface WorkerThreads {
  readonly Worker: new (source: string, options: object) => NodeWorker;
}

const startInNode: StartWorker = async (job, source = workerSource) => {
  const { Worker } = (await importUnbundled('node:worker_threads')) as WorkerThreads;
  // Neither the loaders nor the options of the main thread: the program needs none, and would start slowly.
  const worker = new Worker(source, { eval: true, workerData: job, execArgv: [], env: {} });
  const ended: (() => void)[] = [];
  await new Promise<void>((resolve, reject) => {
    worker.on('message', () => resolve());
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('the worker ended before it was ready'));
      for (const listener of ended.splice(0)) listener();
    });
  });
  worker.unref();
  return {
    onEnd: (listener) => ended.push(listener),
    end: async () => {
      ended.length = 0;
      await worker.terminate();
    },
  };
};

const startInBrowser: StartWorker = async (job, source = workerSource) => {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(job);
    });
  } finally {
    URL.revokeObjectURL(url);
  }
  // A browser does not say that a worker has ended.
  return { onEnd: () => undefined, end: async () => worker.terminate() };
};

/** Milliseconds in which a worker has to be ready. */
const PATIENCE = 20_000;

/** Starts a worker as it is done here; refuses where it is not ready in time. */
export const startWorker: StartWorker = async (job, source) => {
  const start = currentPlace() === 'node' ? startInNode : startInBrowser;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), PATIENCE)));
  const worker = await Promise.race([start(job, source), late]).finally(() => clearTimeout(timer));
  check(worker !== undefined, () => `a worker was not ready within ${PATIENCE / 1000} s`);
  return worker;
};
