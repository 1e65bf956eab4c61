import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../autodiff/index';
import { randomStream } from '../random/index';
import { checkDerivatives } from '../testing/finiteDifferences';
import { batchMoments } from './batchMoments';
import { batchNorm } from './batchNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('batchMoments', () => {
  test('are those of each channel over all other axes, the variance biased', () => {
    const { mean, variance } = batchMoments(tf.tensor4d([1, 10, 3, 10, 5, 10, 7, 10], [2, 1, 2, 2]));
    expect(numbers(mean)).toEqual([4, 10]);
    expect(numbers(variance)).toEqual([5, 0]);
  });

  test('keep small variances beside large means', () => {
    const { variance } = batchMoments(tf.tensor2d([4096, 4096.5, 4097, 4096.5], [4, 1]));
    expect(numbers(variance)[0]).toBeCloseTo(0.125, 6);
  });

  test('have the derivatives of their definition', () => {
    installGradients();
    const x = tf.tensor2d([1, 2, 4, 5], [4, 1]);
    expect(numbers(tf.grad((t) => tf.sum(batchMoments(t).mean))(x))).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(numbers(tf.grad((t) => tf.sum(batchMoments(t).variance))(x))).toEqual([-1, -0.5, 0.5, 1]);
  });

  test('need a batch', () => {
    expect(() => batchMoments(tf.tensor1d([1, 2]))).toThrow('x must have a batch axis and a channel axis');
  });
});

describe('batchNorm', () => {
  test('normalizes by the batch, then scales and shifts', () => {
    const x = tf.tensor2d([1, 0, 3, 0], [2, 2]);
    const y = batchNorm(x, { scale: tf.tensor1d([2, 2]), offset: tf.tensor1d([1, -1]), epsilon: 0.0000001 });
    const [a = NaN, b = NaN, c = NaN, d = NaN] = numbers(y);
    expect([a, b, c, d].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, -1, 3, -1]);
  });

  test('normalizes by given moments', () => {
    const y = batchNorm(tf.tensor2d([5, 9], [1, 2]), { mean: tf.tensor1d([1, 1]), variance: tf.tensor1d([4, 16]), epsilon: 0 });
    expect(numbers(y)).toEqual([2, 2]);
  });

  test('frees what it makes on the way', () => {
    const x = randomStream(1).normal([2, 3, 3, 4]);
    const before = tf.memory().numTensors;
    batchNorm(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = tf.zeros([2, 3]);
    expect(() => batchNorm(x, { scale: tf.zeros([2]) })).toThrow(
      'batchNorm: scale must hold one number for each of the 3 channels. Got the shape [2].',
    );
    expect(() => batchNorm(x, { mean: tf.zeros([3]) })).toThrow('mean and variance must be given together. Got only mean.');
    expect(() => batchNorm(x, { epsilon: -1 })).toThrow('epsilon must be at least 0');
  });

  test('has right derivatives to second order, through the moments and by given ones', async () => {
    const random = randomStream(3);
    const inputs = [random.normal([3, 2, 2]), random.uniform([2], { low: 0.5, high: 1.5 }), random.normal([2])];
    const own = (...[x, scale, offset]: Tensor[]): Tensor =>
      tf.tanh(batchNorm(x!, { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 0.1 }));
    for (const { error } of await checkDerivatives({ f: own, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
    const given = (...[x, variance, mean]: Tensor[]): Tensor =>
      tf.tanh(batchNorm(x!, { mean: mean as Tensor1D, variance: variance as Tensor1D }));
    for (const { error } of await checkDerivatives({ f: given, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
