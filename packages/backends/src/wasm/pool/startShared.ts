import * as tf from '@tensorflow/tfjs-core';
import { messageOf } from '../../notInstalled';
import type { Place } from '../../place';
import { isShared, kernelBytes, wasmMemory, type WasmBackend } from '../module/kernelModule';
import { withStubWorkers } from './stubWorkers';

/** tfjs's flag for its build whose memory can be shared. */
export const THREADS_FLAG = 'WASM_HAS_MULTITHREAD_SUPPORT';
/** Milliseconds in which tfjs has to start. */
const PATIENCE = 30_000;

/** Why threads cannot share memory here; undefined where they can. */
export function whyNotShared(place: Place): string | undefined {
  if (place === 'browser' && !(globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated) {
    return 'the page is not cross-origin isolated (serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp)';
  }
  if (typeof SharedArrayBuffer !== 'function') return 'this engine has no SharedArrayBuffer';
  if (!WebAssembly.validate(kernelBytes(true))) return 'this engine has no WebAssembly with SIMD and threads';
  return undefined;
}

/** Runs something while tfjs believes, or does not believe, that it may have threads. */
async function withFlag<T>(value: boolean, run: () => Promise<T>): Promise<T> {
  const flags = tf.env().getFlags();
  const before = flags[THREADS_FLAG];
  tf.env().set(THREADS_FLAG, value);
  try {
    return await run();
  } finally {
    if (before === undefined) Reflect.deleteProperty(flags, THREADS_FLAG);
    else tf.env().set(THREADS_FLAG, before);
  }
}

async function within<T>(milliseconds: number, run: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`tfjs did not start within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([run, late]).finally(() => clearTimeout(timer));
}

/** Makes tfjs start its backend anew. */
function giveUp(): void {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
}

/** Whether tfjs has started its wasm backend, on a memory that threads share or not; and why not, where that is so. */
export interface StartedWasm {
  readonly started: boolean;
  readonly refusal?: string;
}

export interface SharedStart {
  readonly place: Place;
  readonly patience?: number;
  /** What stands for a worker; tests give others. */
  readonly stub?: new (url?: unknown) => object;
}

/** Starts tfjs's wasm backend on a memory that threads can share; where that fails, as it starts by itself. */
export async function startShared({ place, patience = PATIENCE, stub }: SharedStart): Promise<StartedWasm> {
  const alone = async (refusal: string): Promise<StartedWasm> => ({
    started: await withFlag(false, () => tf.setBackend('wasm')),
    refusal,
  });
  const reason = whyNotShared(place);
  if (reason !== undefined) return alone(reason);
  try {
    const start = (): Promise<boolean> => within(patience, tf.setBackend('wasm'));
    const started = await withFlag(true, () => withStubWorkers(start, stub));
    if (!started) return await alone('tfjs did not start with a memory that threads share');
    const memory = wasmMemory(tf.backend() as unknown as WasmBackend);
    if (memory && isShared(memory)) return { started };
    // Code for threads on a binary that is not for them computes zeros, without an error.
    giveUp();
    return await alone('tfjs loaded a binary for one thread. wasmPaths must lead to tfjs-backend-wasm-threaded-simd.wasm');
  } catch (error) {
    return alone(messageOf(error));
  }
}
