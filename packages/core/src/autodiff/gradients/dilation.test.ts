import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients } from '../installGradients';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

test('the first of the taps that attain the maximum gets the derivative, and its weight too', () => {
  const x = tf.tensor4d([0, 3, 1, 3], [1, 2, 2, 1]);
  const filter = tf.tensor3d([2, 0, 2, 0], [2, 2, 1]); // sums 2, 3, 3, 3
  const [dx, dw] = tf.grads((a: Tensor, b: Tensor) => tf.dilation2d(a as Tensor4D, b as Tensor3D, 1, 'valid'))([x, filter]);
  expect(Array.from(dx!.dataSync())).toEqual([0, 1, 0, 0]);
  expect(Array.from(dw!.dataSync())).toEqual([0, 1, 0, 0]);
});

test('padding never attains the maximum', () => {
  const x = tf.tensor4d([-9, -8, -7, -6], [1, 2, 2, 1]);
  const dx = tf.grad((t: Tensor) => tf.dilation2d(t as Tensor4D, tf.zeros([2, 2, 1]), 1, 'same'))(x);
  expect(Array.from(dx.dataSync())).toEqual([0, 0, 0, 4]);
});
