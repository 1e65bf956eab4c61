import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { downsamplingMatrix, filterMatrices, lowPassOf, throughMatrix, turned, upsamplingMatrix } from './resampling';

const rows = (matrix: Tensor, width: number): number[][] => {
  const numbers = [...matrix.dataSync()];
  return Array.from({ length: numbers.length / width }, (_, i) => numbers.slice(i * width, (i + 1) * width));
};

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('matrices of filters', () => {
  test('mirror what lies beyond the ends, as often as need be', () => {
    const [first, second] = rows(filterMatrices([[1, 2, 4]], 3), 3);
    expect([first, second]).toEqual([[2, 5, 0], [1, 2, 4]]); // prettier-ignore
    expect(rows(filterMatrices([[1, 2, 4, 8, 16]], 2), 2)).toEqual([[21, 10], [10, 21]]); // prettier-ignore
    expect(rows(filterMatrices([[1, 2, 4]], 1), 1)).toEqual([[7]]);
  });

  test('upsample by convolution: two taps repeat each number', () => {
    const up = upsamplingMatrix(3, [1, 0], [0.5, 0.5]);
    expect(up.shape).toEqual([1, 8, 3]);
    const [a, b, c] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore
    expect(rows(up, 3)).toEqual([b, b, a, a, b, b, c, c]);
  });

  test('downsample by correlation: two taps give the means of pairs, less the margin', () => {
    expect(rows(downsamplingMatrix(2, 1, [0.5, 0.5]), 8)).toEqual([[0, 0, 0.5, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0.5, 0.5, 0, 0]]); // prettier-ignore
  });
});

test('throughMatrix goes along columns, turned along rows', () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const sums = throughMatrix(x, tf.ones([1, 1, 2]));
  expect([sums.shape, ...rows(sums, 3)]).toEqual([[1, 1, 3, 1], [5, 7, 9]]); // prettier-ignore
  const across = turned(throughMatrix(turned(x), tf.ones([1, 1, 3])));
  expect([across.shape, ...rows(across, 2)]).toEqual([[1, 2, 1, 1], [6, 15]]); // prettier-ignore
});

test('lowPassOf makes the sum 1', () => {
  expect(lowPassOf('test', [1, 3])).toEqual([0.25, 0.75]);
  expect(() => lowPassOf('test', [1, -1])).toThrow('test: filter must have an even number of taps that do not add up to 0. Got [1, -1].');
});
