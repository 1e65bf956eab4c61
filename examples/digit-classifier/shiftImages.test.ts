import { randomStream } from '@ganblocks/core';
import { beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { shiftImages } from './shiftImages';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** 200 black images of 9 x 9 with one white pixel in the middle. */
const dots = (): tf.Tensor4D =>
  tf.tidy(() =>
    tf.pad(
      tf.ones<tf.Rank.R4>([200, 1, 1, 1]),
      [
        [0, 0],
        [4, 4],
        [4, 4],
        [0, 0],
      ],
      -1,
    ),
  );

test('shiftImages moves each image by at most so many pixels, by the seed', async () => {
  const before = tf.memory().numTensors;
  const images = dots();
  const shifted = await shiftImages(images, randomStream(3), 2);
  const values = shifted.dataSync<'float32'>();
  const places = new Set<number>();
  for (let i = 0; i < 200; i++) {
    const image = values.subarray(i * 81, (i + 1) * 81);
    expect(image.reduce((sum, value) => sum + value, 0)).toBe(1 - 80);
    places.add(image.indexOf(1));
  }
  expect(places.size).toBe(25);
  expect(Math.min(...places)).toBe(2 * 9 + 2);
  expect(Math.max(...places)).toBe(6 * 9 + 6);
  const again = await shiftImages(images, randomStream(3), 2);
  expect(again.dataSync()).toEqual(values);
  tf.dispose([images, shifted, again]);
  expect(tf.memory().numTensors).toBe(before);
});
