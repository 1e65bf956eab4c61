import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers'; // which brings the gradients
import { kernelsOf } from './compiled/bindKernels';

const filterGradient = (): tf.Tensor =>
  tf.grad((w) => tf.conv2d(tf.ones<tf.Rank.R4>([1, 4, 4, 1]), w as tf.Tensor4D, 1, 'valid'))(tf.ones([3, 3, 1, 1]));

test('imported after the backend has started', async () => {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('wasm');
  expect(filterGradient).toThrow("Kernel 'Conv2DBackpropFilter' not registered");
  const { ready } = await import('./index');
  await ready;
  expect(kernelsOf(tf.backend())).toBeDefined();
  expect([...(await filterGradient().data())]).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 4]);
});
