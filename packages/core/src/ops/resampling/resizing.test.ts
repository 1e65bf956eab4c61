import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { averagePool } from './averagePool';
import { blurPool } from './blurPool';
import { maxPool } from './maxPool';
import { reflectionPad } from './reflectionPad';
import { resizeBilinear } from './resizeBilinear';
import { resizeNearest } from './resizeNearest';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const row = (...values: number[]): Tensor4D => tf.tensor4d(values, [1, 1, values.length, 1]);
const square = (...values: number[]): Tensor4D => tf.tensor4d(values, [1, Math.sqrt(values.length), Math.sqrt(values.length), 1]);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('resizeNearest', () => {
  test('copies pixels, by whole factors and by others', () => {
    expect(numbers(resizeNearest(square(1, 2, 3, 4), [2, 4]))).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(numbers(resizeNearest(square(1, 2, 3, 4), [4, 2]))).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
    expect(numbers(resizeNearest(row(1, 2, 3, 4), [1, 3]))).toEqual([1, 2, 3]);
    expect(numbers(resizeNearest(row(1, 2), [1, 3]))).toEqual([1, 1, 2]);
  });

  test('agrees with the kernel of TensorFlow.js', () => {
    const x = randomStream(1).normal([2, 3, 4, 5]) as Tensor4D;
    expect(numbers(resizeNearest(x, [9, 8]))).toEqual(numbers(tf.image.resizeNearestNeighbor(x, [9, 8])));
  });

  test('sums the derivatives of the copies', () => {
    installGradients();
    const cotangent = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]);
    expect(numbers(tf.grad((x) => tf.mul(resizeNearest(x as Tensor4D, [2, 4]), cotangent))(row(0, 0)))).toEqual([14, 22]);
  });
});

describe('resizeBilinear', () => {
  test('interpolates between the centres, or between the corners', () => {
    expect(numbers(resizeBilinear(row(0, 4), [1, 4]))).toEqual([0, 1, 3, 4]);
    expect(numbers(resizeBilinear(row(0, 3), [1, 4], { alignCorners: true }))).toEqual([0, 1, 2, 3]);
  });
});

describe('pooling', () => {
  test('takes means and maxima', () => {
    expect(numbers(averagePool(square(1, 2, 3, 6)))).toEqual([3]);
    expect(numbers(maxPool(square(1, 2, 3, 6)))).toEqual([6]);
    expect(numbers(averagePool(row(1, 2, 3, 4, 5), { size: [1, 3], stride: [1, 2] }))).toEqual([2, 4]);
  });

  test('counts padding as zeros, or not at all', () => {
    const options = { size: 2, stride: 1, padding: 1 };
    expect(numbers(averagePool(square(4), options))).toEqual([1, 1, 1, 1]);
    expect(numbers(averagePool(square(4), { ...options, countPadding: false }))).toEqual([4, 4, 4, 4]);
    expect(numbers(maxPool(square(-4), options))).toEqual([-4, -4, -4, -4]);
  });

  test('teaches', () => {
    expect(() => averagePool(square(1))).toThrow('averagePool');
    expect(() => maxPool(square(1, 2, 3, 4), { padding: 2 })).toThrow(
      'maxPool: padding must be at most half the window. Got padding [2, 2], size [2, 2].',
    );
  });
});

describe('reflectionPad', () => {
  test('mirrors without repeating the border', () => {
    const x = row(1, 2, 3);
    expect(numbers(reflectionPad(x, [[0, 0], [2, 1]]))).toEqual([3, 2, 1, 2, 3, 2]); // prettier-ignore
    expect(reflectionPad(tf.zeros([1, 3, 4, 2]), 2).shape).toEqual([1, 7, 8, 2]);
    expect(numbers(reflectionPad(x, 0))).toEqual([1, 2, 3]);
  });

  test('teaches', () => {
    expect(() => reflectionPad(row(1, 2, 3), 1)).toThrow(
      'reflectionPad: padding must be smaller than the image, which has 1 x 3 pixels. Got 1.',
    );
    expect(() => reflectionPad(row(1, 2, 3), -1)).toThrow('padding must be an integer >= 0');
  });
});

describe('blurPool', () => {
  test('blurs, then keeps every second pixel', () => {
    const x = tf.mul<Tensor4D>(tf.ones([1, 3, 1, 1]), row(0, 4, 8, 0));
    expect(numbers(blurPool(x))).toEqual([2, 5, 2, 5]);
    expect(numbers(blurPool(x, { taps: [1, 1], stride: 3 }))).toEqual([2, 4]);
  });

  test('keeps a flat image flat', () => {
    expect(numbers(blurPool(tf.ones([1, 5, 4, 1]), { taps: [1, 3, 3, 1] }))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('teaches', () => {
    expect(() => blurPool(tf.ones([1, 5, 5, 1]), { taps: [1, -1] })).toThrow(
      'blurPool: taps must be numbers with a sum other than 0. Got [1,-1].',
    );
  });
});

test('no function of resizing leaves a tensor behind', () => {
  const x = square(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const before = tf.memory().numTensors;
  const results = [
    resizeNearest(x, [6, 6]),
    resizeNearest(x, [3, 3]),
    resizeNearest(x, [2, 2]),
    resizeBilinear(x, [5, 5]),
    averagePool(x, { padding: 1 }),
    maxPool(x, { padding: 1 }),
    reflectionPad(x, 1),
    blurPool(x),
  ];
  expect(tf.memory().numTensors).toBe(before + results.length);
  tf.dispose(results);
  expect(tf.memory().numTensors).toBe(before);
});
