import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { toPixels } from './toPixels';

const pixelsOf = async (values: number[]): Promise<number[]> => {
  const images = tf.tensor4d(values, [1, 1, values.length, 1]);
  const pixels = await toPixels(images);
  images.dispose();
  return [...pixels];
};

beforeAll(() => tf.setBackend('wasm'));

test('gives every byte back', async () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  expect(await pixelsOf(bytes.map((byte) => byte / 127.5 - 1))).toEqual(bytes);
});

test('rounds halves up, clamps, and makes NaN black', async () => {
  // (0 + 1) · 127.5 is exactly 127.5.
  expect(await pixelsOf([0, -1, 1, -1.5, 7, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN])).toEqual([
    128, 0, 255, 0, 255, 0, 255, 0,
  ]);
});

test('makes no tensors', async () => {
  const before = tf.memory().numTensors;
  await pixelsOf([0]);
  expect(tf.memory().numTensors).toBe(before);
});
