import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { spectralNormalize } from './spectralNormalize';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const close = (x: Tensor, expected: readonly number[]): void =>
  numbers(x).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5));

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('spectralNormalize', () => {
  const diagonal = () => tf.tensor2d([3, 0, 0, 2, 0, 0], [3, 2]);

  test('one step by hand', () => {
    const { kernel, sigma, u, v } = spectralNormalize(diagonal(), { u: tf.tensor1d([0.6, 0.8]) });
    const [a, b] = [1.8 / Math.hypot(1.8, 1.6), 1.6 / Math.hypot(1.8, 1.6)]; // W^T u = [1.8, 1.6, 0]
    const [c, d] = [(3 * a) / Math.hypot(3 * a, 2 * b), (2 * b) / Math.hypot(3 * a, 2 * b)];
    close(v, [a, b, 0]);
    close(u, [c, d]);
    const estimate = 3 * a * c + 2 * b * d;
    close(sigma, [estimate]);
    close(kernel, [3 / estimate, 0, 0, 2 / estimate, 0, 0]);
  });

  test('many steps find the largest singular value', () => {
    close(spectralNormalize(diagonal(), { u: tf.tensor1d([0.6, 0.8]), iterations: 40 }).sigma, [3]);
  });

  test('no step takes u and v as they are', () => {
    const { sigma, u, v } = spectralNormalize(diagonal(), { u: tf.tensor1d([0, 1]), v: tf.tensor1d([0, 1, 0]), iterations: 0 });
    close(sigma, [2]);
    close(u, [0, 1]);
    close(v, [0, 1, 0]);
  });

  test('outputs before inputs, as conv2dTranspose has them', () => {
    const kernel = randomStream(1).normal([2, 2, 3, 4]);
    const u = tf.tensor1d([1, 0, 0]);
    const swapped = spectralNormalize(tf.transpose(kernel, [0, 1, 3, 2]), { u });
    const own = spectralNormalize(kernel, { u, outputAxis: -2 });
    close(own.u, numbers(swapped.u));
    close(own.v, numbers(swapped.v));
    close(own.kernel, numbers(tf.transpose(swapped.kernel, [0, 1, 3, 2])));
  });

  test('u and v are constants to the derivative: dsigma/dW = v u', () => {
    installGradients();
    const gradient = tf.grad((kernel: Tensor) => spectralNormalize(kernel, { u: tf.tensor1d([1, 0]) }).sigma)(diagonal());
    expect(numbers(gradient)).toEqual([1, 0, 0, 0, 0, 0]);
    const throughU = tf.grad((u: Tensor) => tf.sum(spectralNormalize(diagonal(), { u: u as tf.Tensor1D }).kernel));
    expect(() => throughU(tf.tensor1d([1, 0]))).toThrow();
  });

  test('leaves four tensors, and teaches', () => {
    const [kernel, u] = [diagonal(), tf.tensor1d([1, 0])];
    const before = tf.memory().numTensors;
    const result = spectralNormalize(kernel, { u, iterations: 2 });
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose({ ...result });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => spectralNormalize(kernel, { u: tf.tensor1d([1]) })).toThrow('u must hold one number for each of the 2 channels');
    expect(() => spectralNormalize(kernel, { u, v: u })).toThrow('spectralNormalize: v must have the shape [3]. Got [2].');
    expect(() => spectralNormalize(kernel, { u, iterations: 0 })).toThrow('0 iterations must have v. Got only u.');
    expect(() => spectralNormalize(kernel, { u, iterations: 1.5 })).toThrow('iterations must be an integer >= 0');
    expect(() => spectralNormalize(u, { u })).toThrow('the kernel must have two axes or more');
  });
});
