import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients } from '../installGradients';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const gradient = (f: (x: Tensor) => Tensor, x: Tensor): number[] => Array.from(tf.grad(f)(x).dataSync());

describe('of equal maxima the first gets the derivative', () => {
  test('of images, by either op', () => {
    const x = tf.tensor4d([3, 5, 5, 5], [1, 2, 2, 1]);
    expect(gradient((t) => tf.maxPool(t as Tensor4D, 2, 2, 'valid'), x)).toEqual([0, 1, 0, 0]);
    expect(gradient((t) => tf.maxPoolWithArgmax(t as Tensor4D, 2, 2, 'valid')['result']!, x)).toEqual([0, 1, 0, 0]);
  });

  test('of volumes, where the stock kernel gives it to the last', () => {
    const x = tf.tensor5d([1, 7, 7, 2, 7, 0, 3, 7], [1, 2, 2, 2, 1]);
    expect(gradient((t) => tf.maxPool3d(t as Tensor5D, 2, 2, 'valid'), x)).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  });

  test('also by the second derivative', () => {
    const x = tf.tensor5d([1, 2, 2, 1], [1, 1, 2, 2, 1]);
    const squaredSlope = (t: Tensor): Tensor =>
      tf.square(tf.grad((u: Tensor) => tf.square(tf.maxPool3d(u as Tensor5D, [1, 2, 2], 1, 'valid')))(t));
    expect(gradient(squaredSlope, x)).toEqual([0, 16, 0, 0]); // d/dx (2x)² = 8x
  });
});

test('windows of volumes that are not as high as wide, which the stock kernel gets wrong', () => {
  const x = tf.tensor5d([1, 2, 9, 4, 5, 6], [1, 1, 2, 3, 1]);
  expect(gradient((t) => tf.maxPool3d(t as Tensor5D, [1, 2, 3], 1, 'valid'), x)).toEqual([0, 0, 1, 0, 0, 0]);
  const below = tf.tensor5d([1, 2, 3, 4, 9, 6], [1, 1, 2, 3, 1]);
  expect(gradient((t) => tf.maxPool3d(t as Tensor5D, [1, 2, 3], 1, 'valid'), below)).toEqual([0, 0, 0, 0, 1, 0]);
});

test('windows of negative elements', () => {
  const x = tf.tensor4d([-4, -1, -3, -2], [1, 2, 2, 1]);
  expect(gradient((t) => tf.maxPoolWithArgmax(t as Tensor4D, 2, 2, 'valid')['result']!, x)).toEqual([0, 1, 0, 0]);
  const volume = tf.tensor5d([-4, -1, -3, -2], [1, 1, 2, 2, 1]);
  expect(gradient((t) => tf.maxPool3d(t as Tensor5D, [1, 2, 2], 1, 'same'), volume)).toEqual([0, 2, 0, 2]);
});
