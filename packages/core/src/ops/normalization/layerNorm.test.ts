import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { layerNorm } from './layerNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('layerNorm', () => {
  test('normalizes whole samples, with an affine of each channel', () => {
    const x = tf.tensor3d([1, 3, 1, 3, 10, 10, 30, 30], [2, 2, 2]);
    const y = layerNorm(x, { scale: tf.tensor1d([1, 2]), offset: tf.tensor1d([0, 1]), epsilon: 0 });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 3, -1, 3, -1, -1, 1, 3]);
  });

  test('normalizes the channels of each place where asked', () => {
    const y = layerNorm(tf.tensor3d([1, 3, 10, 30, 5, 6, 8, 0], [2, 2, 2]), { over: 'channels', epsilon: 0 });
    expect(y.shape).toEqual([2, 2, 2]);
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 1, -1, 1, -1, 1, 1, -1]);
  });

  test('is the same for both on vectors', () => {
    const x = randomStream(4).normal([3, 5]);
    expect(numbers(layerNorm(x, { over: 'channels' }))).toEqual(numbers(layerNorm(x)));
  });

  test('has right derivatives to second order over the channels', async () => {
    const random = randomStream(3);
    const inputs = [random.normal([2, 2, 4]), random.uniform([4], { low: 0.5, high: 1.5 }), random.normal([4])];
    const f = (...[x, scale, offset]: Tensor[]): Tensor =>
      tf.tanh(layerNorm(x!, { over: 'channels', scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 0.1 }));
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 3, 4]);
    const before = tf.memory().numTensors;
    tf.dispose([layerNorm(x), layerNorm(x, { over: 'channels' })]);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => layerNorm(tf.ones([4]))).toThrow('layerNorm: x must have a batch axis and a channel axis');
    expect(() => layerNorm(x, { over: 'batch' as 'sample' })).toThrow("over must be 'sample' or 'channels'. Got 'batch'.");
    expect(() => layerNorm(x, { offset: tf.ones([3]) })).toThrow('offset must hold one number for each of the 4 channels');
  });
});
