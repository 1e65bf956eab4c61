import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { toPictures } from './toPictures';

beforeAll(() => tf.setBackend('cpu'));

test('gives each image its own bytes', async () => {
  const images = tf.tensor4d([-1, 1, 0, 1, -1, -1], [2, 1, 1, 3]);
  const before = tf.memory().numTensors;
  const pictures = await toPictures(images);
  expect(tf.memory().numTensors).toBe(before);
  const size = { width: 1, height: 1, channels: 3 };
  expect(pictures).toEqual([
    { ...size, data: Uint8Array.of(0, 255, 128) },
    { ...size, data: Uint8Array.of(255, 0, 0) },
  ]);
  expect(pictures[0]?.data.buffer).not.toBe(pictures[1]?.data.buffer);
  images.dispose();
});

test('refuses channels that make no picture', async () => {
  const images = tf.zeros<tf.Rank.R4>([1, 2, 2, 2]);
  await expect(toPictures(images)).rejects.toThrow('toPictures: channels must be 1 (gray), 3 (RGB) or 4 (RGBA). Got 2.');
  images.dispose();
});
