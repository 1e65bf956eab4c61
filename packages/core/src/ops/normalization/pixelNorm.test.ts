import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pixelNorm } from './pixelNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('pixelNorm', () => {
  test('brings each feature vector to the length √C', () => {
    const y = pixelNorm(tf.tensor4d([3, 4, -6, 8, 0, 0], [1, 1, 3, 2]));
    const [a, b] = [3 * Math.sqrt(2 / 25), 4 * Math.sqrt(2 / 25)];
    numbers(y).forEach((value, i) => expect(value).toBeCloseTo([a, b, -a, b, 0, 0][i] ?? NaN, 5));
    expect(numbers(pixelNorm(tf.tensor2d([2, 2, 2, 2], [1, 4])))).toEqual([1, 1, 1, 1]);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 4]);
    const before = tf.memory().numTensors;
    pixelNorm(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => pixelNorm(tf.ones([4]))).toThrow('pixelNorm: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [4].');
    expect(() => pixelNorm(x, { epsilon: NaN })).toThrow('epsilon must be at least 0. Got NaN.');
  });
});
