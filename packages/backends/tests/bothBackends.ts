import { expect } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { useBackend } from '../src/index';

export interface Numbers {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Wasm with our kernels, and the pure-JS cpu backend as the oracle. */
export async function bothBackends(): Promise<void> {
  tf.env().set('IS_TEST', true); // no advice to install tfjs-node
  await useBackend('wasm', { report: () => {} });
}

/** Numbers in [-1, 1), the same for the same seed. */
export function numbers(shape: readonly number[], seed: number): Numbers {
  const values = new Float32Array(tf.util.sizeFromShape([...shape]));
  let state = (seed * 2654435761 + 1013904223) >>> 0;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return { shape, values };
}

const tensorOf = ({ shape, values }: Numbers): Tensor => tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');

/** Runs on one backend; the run must leave nothing behind but its result. */
export async function runOn(backend: 'wasm' | 'cpu', inputs: readonly Numbers[], run: (...tensors: Tensor[]) => Tensor): Promise<Numbers> {
  await tf.setBackend(backend);
  const tensors = inputs.map(tensorOf);
  const before = tf.memory();
  const result = run(...tensors);
  const values = (await result.data()) as Float32Array;
  const shape = result.shape;
  result.dispose();
  const after = tf.memory();
  expect({ tensors: after.numTensors, buffers: after.numDataBuffers }).toEqual({
    tensors: before.numTensors,
    buffers: before.numDataBuffers,
  });
  tf.dispose(tensors);
  return { shape, values };
}

/** Equal within `tolerance` of the largest value. */
export function expectClose(received: Numbers, expected: Numbers, tolerance = 1e-5): void {
  expect(received.shape).toEqual(expected.shape);
  expect(received.values.length).toBe(expected.values.length);
  let largest = 0;
  let difference = 0;
  expected.values.forEach((value, index) => {
    const distance = Math.abs(value - (received.values[index] ?? NaN));
    largest = Math.max(largest, Math.abs(value));
    difference = distance <= difference ? difference : distance;
  });
  expect(difference).toBeLessThanOrEqual(largest * tolerance + Number.MIN_VALUE);
}

/** The same run on both backends gives the same numbers. */
export async function expectSame(inputs: readonly Numbers[], run: (...tensors: Tensor[]) => Tensor, onWasm = run): Promise<void> {
  const expected = await runOn('cpu', inputs, run);
  expectClose(await runOn('wasm', inputs, onWasm), expected);
}
