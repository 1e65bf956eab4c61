import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../index';

const x = (): tf.Tensor => tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);

test.each(['cpu', 'wasm'] as const)('%s sums and multiplies along the last axis', async (backend) => {
  tf.env().set('IS_TEST', true);
  await useBackend(backend, { report: () => undefined });
  const [sum, product] = [tf.cumsum(x(), -1), tf.cumprod(x(), -1)];
  expect([sum.shape, [...(await sum.data())]]).toEqual([[2, 2, 2], [1, 3, 3, 7, 5, 11, 7, 15]]); // prettier-ignore
  expect([product.shape, [...(await product.data())]]).toEqual([[2, 2, 2], [1, 2, 3, 12, 5, 30, 7, 56]]); // prettier-ignore
});
