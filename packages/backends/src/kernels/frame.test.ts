import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { frameOfAxis, framed, unframed } from './frame';

beforeAll(async () => {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('cpu');
});

test('pads where it is positive and cuts where it is negative', async () => {
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  const frame = [
    [1, 0],
    [-1, 1],
  ] as const;
  const result = framed(x, frame, 9);
  expect([result.shape, ...(await result.data())]).toEqual([[3, 3], 9, 9, 9, 2, 3, 9, 5, 6, 9]);
  const back = unframed(result, frame);
  expect([back.shape, ...(await back.data())]).toEqual([[2, 3], 0, 2, 3, 0, 5, 6]);
});

test('leaves room for just so many windows', () => {
  expect(frameOfAxis(1, 5, 3, 2, 3)).toEqual([1, 1]);
  expect(frameOfAxis(0, 6, 2, 4, 1)).toEqual([0, -1]);
});
