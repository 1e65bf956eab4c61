import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { resizeImages } from './resizeImages';
import { resizeRules, resizeWeights, type ResizeRule } from './resizeWeights';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** 3 x 5 pixels, and what Pillow 13 makes of them as a floating point image (mode F), by height and width. */
const pixels = [10, 200, 30, 90, 250, 0, 255, 128, 64, 32, 7, 77, 177, 222, 111];
const pillow: readonly [ResizeRule, [number, number], readonly number[]][] = [
  ['pilBicubic', [2, 3], [102.3461, 103.8463, 126.0048, 60.4558, 168.0132, 113.1776]],
  ['pilBilinear', [2, 3], [98.125, 103.9444, 130.5357, 64.1071, 156.2361, 116.25]],
  [
    'pilBicubic',
    [4, 8],
    [
      -2.9049, 92.865, 195.7805, 73.1236, 24.5483, 83.9221, 197.6083, 273.6227, -14.2956, 107.464, 247.8395, 141.3147, 67.8211, 62.0216,
      88.701, 111.0779, -11.7971, 79.0997, 196.2649, 172.6106, 144.0665, 124.3159, 74.1724, 40.7982, 3.0242, 25.554, 73.3895, 147.3916,
      205.4852, 231.7518, 163.1306, 106.8428,
    ],
  ],
  [
    'pilBilinear',
    [4, 8],
    [
      10, 93.125, 189.375, 83.125, 48.75, 86.25, 180, 250, 3.75, 104.6484, 225.4297, 135.9766, 85.7812, 74.8438, 96.25, 113.75, 2.625,
      83.8359, 185.6328, 159.4609, 139.1484, 124.6953, 88.5859, 61.625, 7, 37.625, 83.25, 145.75, 191.0625, 219.1875, 159.5625, 111,
    ],
  ],
];

describe('resizeImages', () => {
  test.each(pillow)('%s to %j is what Pillow makes', (rule, size, expected) => {
    const images = tf.tidy(() => tf.stack([tf.tensor3d(pixels, [3, 5, 1]), tf.zeros([3, 5, 1])]) as tf.Tensor4D);
    const resized = resizeImages(images, { size, rule });
    const values = resized.dataSync();
    expect(resized.shape).toEqual([2, ...size, 1]);
    expected.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(1e-3));
    expect(values.slice(expected.length).every((value) => value === 0)).toBe(true);
    tf.dispose([images, resized]);
  });

  test('bilinear has half-pixel centres, and that of TensorFlow 1 begins at the first pixel', () => {
    expect([...resizeWeights('bilinear', 2, 4)]).toEqual([1, 0, 0.75, 0.25, 0.25, 0.75, 0, 1]);
    expect([...resizeWeights('tf1Bilinear', 2, 4)]).toEqual([1, 0, 0.5, 0.5, 0, 1, 0, 1]);
  });

  test.each(resizeRules)('%s keeps what is flat, and leaves images of the size alone', (rule) => {
    for (const [from, to] of [
      [7, 3],
      [3, 7],
      [5, 5],
    ] as const) {
      // prettier-ignore
      const weights = resizeWeights(rule, from, to);
      for (let i = 0; i < to; i++) expect(weights.subarray(i * from, (i + 1) * from).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 14);
      if (from === to) weights.forEach((weight, i) => expect(weight).toBeCloseTo(i % (from + 1) === 0 ? 1 : 0, 15));
    }
  });

  test('keeps channels apart, and leaks nothing', () => {
    const images = tf.tidy(() => tf.tensor4d(pixels.flatMap((pixel) => [pixel, 2 * pixel, 0]), [1, 3, 5, 3])); // prettier-ignore
    const before = tf.memory().numTensors;
    const resized = resizeImages(images, { size: [4, 8], rule: 'pilBilinear' });
    const values = resized.dataSync();
    pillow[3]![2].forEach((value, i) => {
      expect(values[3 * i]!).toBeCloseTo(value, 3);
      expect([Math.abs(values[3 * i + 1]! - 2 * value) < 1e-3, values[3 * i + 2]]).toEqual([true, 0]);
    });
    resized.dispose();
    expect(tf.memory().numTensors).toBe(before);
    images.dispose();
  });

  test('refuses sizes and rules that there are not', () => {
    const images = tf.zeros<tf.Rank.R4>([1, 4, 4, 1]);
    expect(() => resizeImages(images, { size: 0, rule: 'bilinear' })).toThrow(/size must be positive integers\. Got 0/);
    expect(() => resizeImages(images, { size: 4, rule: 'nearest' as ResizeRule })).toThrow(
      /rule must be one of pilBicubic, .* Got 'nearest'/,
    );
    expect(() => resizeImages(tf.zeros([4, 4]) as unknown as tf.Tensor4D, { size: 4, rule: 'bilinear' })).toThrow(/\[N, H, W, C\]/);
  });
});
