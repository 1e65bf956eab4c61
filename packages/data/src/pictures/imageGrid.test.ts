import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { imageGrid } from './imageGrid';

/** `count` images of 1 x 2, each of one value a channel: image i has (i + 1) · 10 in every channel. */
const flat = (count: number, channels = 1): Tensor4D =>
  tf.tidy(() =>
    tf.tile<Tensor4D>(
      tf.tensor4d(
        Array.from({ length: count }, (_, i) => ((i + 1) * 10) / 127.5 - 1),
        [count, 1, 1, 1],
      ),
      [1, 1, 2, channels],
    ),
  );

beforeAll(() => tf.setBackend('wasm'));

describe('imageGrid', () => {
  test('lays images out row by row with gaps between them and an empty last cell', async () => {
    const images = flat(3);
    const before = tf.memory().numTensors;
    const { data, ...size } = await imageGrid(images, { columns: 2, gap: 1, background: 9 });
    expect(size).toEqual({ width: 5, height: 3, channels: 1 });
    expect([...data]).toEqual([10, 10, 9, 20, 20, 9, 9, 9, 9, 9, 30, 30, 9, 9, 9]);
    expect(tf.memory().numTensors).toBe(before);
    images.dispose();
  });

  test('keeps the channels of a pixel together', async () => {
    const images = tf.tensor4d([-1, 0, 1, 1, 0, -1], [2, 1, 1, 3]);
    const { data, ...size } = await imageGrid(images, { columns: 1, gap: 0 });
    expect(size).toEqual({ width: 1, height: 2, channels: 3 });
    expect([...data]).toEqual([0, 128, 255, 255, 128, 0]);
    images.dispose();
  });

  test('is nearly square, on black, with gaps of 2, unless told otherwise', async () => {
    const images = flat(5);
    const { width, height, data } = await imageGrid(images);
    expect([width, height, data[2]]).toEqual([3 * 2 + 2 * 2, 2 * 1 + 2, 0]);
    images.dispose();
  });

  test('refuses options and channels that make no picture', async () => {
    const [gray, pairs] = [flat(2), flat(2, 2)];
    await expect(imageGrid(gray, { columns: 0 })).rejects.toThrow(/columns must be a whole number above 0. Got 0/);
    await expect(imageGrid(gray, { gap: -1 })).rejects.toThrow(/gap must be .* Got -1/);
    await expect(imageGrid(gray, { background: 256 })).rejects.toThrow(/from 0 to 255. Got 256/);
    await expect(imageGrid(pairs)).rejects.toThrow(/imageGrid: channels must be 1 \(gray\), 3 \(RGB\) or 4 \(RGBA\). Got 2/);
    tf.dispose([gray, pairs]);
  });
});
