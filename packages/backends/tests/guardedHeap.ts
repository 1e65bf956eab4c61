import { expect } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { kernelModule, type KernelModule, type WasmBackend } from '../src/wasm/module/kernelModule';

/** The kernels on a fresh wasm backend. */
export async function startKernels(): Promise<KernelModule> {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('wasm');
  await tf.ready();
  return kernelModule(tf.backend() as unknown as WasmBackend);
}

const GUARD_WORDS = 8;
/** Not a number: what is read beyond the end and used shows in every result. */
const GUARD = 0x7fc0dead;

/** Memory with guard words on both sides, and full of NaN: writes beyond its ends and reads before the first write are found. */
export interface GuardedHeap {
  take(bytes: number): number;
  put(values: ArrayLike<number>): number;
  putIntegers(values: ArrayLike<number>): number;
  read(address: number, length: number): Float32Array;
  /** Checks all guards, and gives the memory back. */
  finish(): void;
}

export function guardedHeap({ backend, memory }: KernelModule): GuardedHeap {
  const blocks: { readonly start: number; readonly words: number }[] = [];
  const view = (address: number, length: number): Float32Array => new Float32Array(memory.buffer, address, length);
  const take = (bytes: number): number => {
    const words = Math.ceil(bytes / 4);
    const start = backend.wasm._malloc((words + 2 * GUARD_WORDS) * 4) >>> 0;
    new Int32Array(memory.buffer, start, words + 2 * GUARD_WORDS).fill(GUARD);
    blocks.push({ start, words });
    return start + GUARD_WORDS * 4;
  };
  return {
    take,
    put: (values) => {
      const address = take(values.length * 4);
      view(address, values.length).set(values);
      return address;
    },
    putIntegers: (values) => {
      const address = take(values.length * 4);
      new Int32Array(memory.buffer, address, values.length).set(values);
      return address;
    },
    read: (address, length) => view(address, length).slice(),
    finish: () => {
      for (const { start, words } of blocks) {
        const all = new Int32Array(memory.buffer, start, words + 2 * GUARD_WORDS);
        const guards = [...all.slice(0, GUARD_WORDS), ...all.slice(GUARD_WORDS + words)];
        expect(guards.filter((word) => word !== GUARD)).toEqual([]);
        backend.wasm._free(start);
      }
      blocks.length = 0;
    },
  };
}

/** Every value within `tolerance` of the largest. */
export function expectNear(received: ArrayLike<number>, expected: Float64Array, tolerance = 1e-5): void {
  expect(received.length).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = expected.reduce((most, value, i) => {
    const distance = Math.abs(value - (received[i] ?? NaN));
    return distance <= most ? most : distance;
  }, 0);
  expect(difference).toBeLessThanOrEqual(largest * tolerance + Number.MIN_VALUE);
}
