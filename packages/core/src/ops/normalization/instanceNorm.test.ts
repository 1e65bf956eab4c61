import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { instanceNorm } from './instanceNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('instanceNorm', () => {
  test('normalizes each channel of each sample, then scales and shifts', () => {
    const x = tf.tensor3d([1, 5, 3, 5, 10, 0, 30, 8], [2, 2, 2]);
    const y = instanceNorm(x, { scale: tf.tensor1d([2, 1]), offset: tf.tensor1d([1, -1]), epsilon: 1e-7 });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, -1, 3, -1, -1, -2, 3, 0]);
  });

  test('does not mix samples', () => {
    const x = randomStream(1).normal([2, 3, 3, 2]);
    const one = instanceNorm(tf.slice(x, 1, 1));
    expect(numbers(tf.slice(instanceNorm(x), 1, 1))).toEqual(numbers(one));
  });

  test('has right derivatives to second order', async () => {
    const random = randomStream(3);
    const inputs = [random.normal([2, 2, 3, 2]), random.uniform([2], { low: 0.5, high: 1.5 }), random.normal([2])];
    const f = (...[x, scale, offset]: Tensor[]): Tensor =>
      tf.tanh(instanceNorm(x!, { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 0.1 }));
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 3, 3, 4]);
    const before = tf.memory().numTensors;
    instanceNorm(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => instanceNorm(tf.ones([2, 4]))).toThrow(
      'instanceNorm: x must have places between batch and channels, [N, …, C]. Got the shape [2, 4].',
    );
    expect(() => instanceNorm(x, { scale: tf.ones([3]) })).toThrow('scale must hold one number for each of the 4 channels');
    expect(() => instanceNorm(x, { epsilon: -1 })).toThrow('epsilon must be at least 0. Got -1.');
  });
});
