import { afterEach, beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { installGradients, uninstallGradients } from '../installGradients';

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterEach(uninstallGradients);

const dilated = (x: Tensor): Tensor =>
  tf.fused.conv2d({ x: x as Tensor4D, filter: tf.ones([2, 2, 1, 1]), strides: 1, pad: 'valid', dilations: 2, bias: tf.tensor1d([3]) });

test('what tfjs refuses works while ours are installed', () => {
  const x = tf.ones([1, 3, 3, 1]);
  installGradients();
  expect(Array.from(tf.grad(dilated)(x).dataSync())).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 1]);
  uninstallGradients();
  expect(() => tf.grad(dilated)(x)).toThrow(/dilation rates greater than 1/);
});

test('values stay as they are, with and without a derivative', () => {
  installGradients();
  const x = tf.ones([1, 3, 3, 1]);
  expect(dilated(x).dataSync()[0]).toBe(7);
  expect(tf.valueAndGrad(dilated)(x).value.dataSync()[0]).toBe(7);
});

test('leaks nothing', () => {
  installGradients();
  const x = tf.ones([1, 3, 3, 1]);
  const before = tf.memory().numTensors;
  tf.tidy(() => tf.dispose([dilated(x), tf.grad(dilated)(x)]));
  expect(tf.memory().numTensors).toBe(before);
});

test('other custom gradients are left alone', () => {
  installGradients();
  const doubled = tf.customGrad((x: Tensor | tf.GradSaveFunc) => ({
    value: tf.clone(x as Tensor),
    gradFunc: (dy: Tensor) => tf.mul(dy, 2),
  }));
  expect(
    tf
      .grad((x: Tensor) => doubled(x))(tf.scalar(1))
      .dataSync()[0],
  ).toBe(2);
});

test('the kernel with an activation of its own is refused', () => {
  installGradients();
  const run = (x: Tensor): Tensor =>
    tf
      .engine()
      .runKernel(
        'FusedConv2D',
        { x, filter: tf.ones([1, 1, 1, 1]) },
        { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1, activation: 'relu' },
      );
  expect(() => tf.grad(run)(tf.ones([1, 2, 2, 1]))).toThrow(/without activation. Got 'relu'. Call tf.fused/);
});
