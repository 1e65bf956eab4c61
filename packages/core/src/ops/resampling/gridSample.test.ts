import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { type GridPadding, gridSample, type GridSampleOptions } from './gridSample';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
/** Reads a row of pixels, whose middle line is y = 0, at these x. */
const read = (pixels: number[], places: number[], options: GridSampleOptions): number[] => {
  const grid = tf.tensor4d(
    places.flatMap((x) => [x, 0]),
    [1, 1, places.length, 2],
  );
  return numbers(gridSample(tf.tensor4d(pixels, [1, 1, pixels.length, 1]), grid, options));
};

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('gridSample', () => {
  test('interpolates between the centres of pixels, or between the corners', () => {
    expect(read([0, 4], [-0.5, 0, 0.25, 0.5], {})).toEqual([0, 2, 3, 4]);
    expect(read([0, 4], [-1, 0, 0.5, 1], { alignCorners: true })).toEqual([0, 2, 3, 4]);
  });

  test('reads beyond the edge what the padding says', () => {
    // Pixels -1, -½ and 3 of [8, 4, 2]: outside, half outside, outside.
    const places = [-1 / 3 - 1, -1, 4 / 3];
    const rounded = (padding: GridPadding): number[] => read([8, 4, 2], places, { padding }).map((y) => Math.round(y * 1e4) / 1e4);
    expect(rounded('zeros')).toEqual([0, 4, 0]);
    expect(rounded('border')).toEqual([8, 8, 2]);
    expect(rounded('reflection')).toEqual([8, 8, 2]);
    expect(read([8, 4, 2], [-2, -3, 2.5], { padding: 'reflection', alignCorners: true })).toEqual([4, 2, 6]);
  });

  test('reads each image by its own grid, x along the columns', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 10, 20, 30, 40], [2, 2, 2, 1]);
    const grid = tf.tensor4d([1, -1, -1, 1], [2, 1, 1, 2]);
    expect(numbers(gridSample(x, grid, { alignCorners: true }))).toEqual([2, 30]);
  });

  test('an image of one pixel has no way to be mirrored', () => {
    expect(read([5], [-3, 0, 3], { padding: 'reflection', alignCorners: true })).toEqual([5, 5, 5]);
  });

  test.each<GridPadding>(['zeros', 'border', 'reflection'])('has right derivatives to second order, %s', async (padding) => {
    installGradients();
    const x = randomStream(1).normal([1, 3, 4, 2]);
    const grid = tf.tensor4d([-0.9, 0.11, 0.3, -1.27, 1.43, 0.55, 0.2, 0.72], [1, 2, 2, 2]);
    const f = (...[image, places]: Tensor[]): Tensor => tf.tanh(gridSample(image as Tensor4D, places as Tensor4D, { padding }));
    for (const { error } of await checkDerivatives({ f, inputs: [x, grid], order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor', () => {
    const [x, grid] = [tf.ones<Rank.R4>([2, 3, 3, 2]), tf.zeros<Rank.R4>([2, 2, 2, 2])];
    const before = tf.memory().numTensors;
    for (const padding of ['zeros', 'border', 'reflection'] as const) gridSample(x, grid, { padding }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = tf.ones<Rank.R4>([2, 3, 3, 1]);
    expect(() => gridSample(x, tf.zeros([1, 2, 2, 2]))).toThrow(
      'gridSample: grid must hold (x, y) for each of the 2 images. Got the shape [1, 2, 2, 2].',
    );
    expect(() => gridSample(x, tf.zeros([2, 2, 2, 2]), { padding: 'wrap' as GridPadding })).toThrow(
      "gridSample: padding must be 'zeros', 'border' or 'reflection'. Got \"wrap\".",
    );
  });
});
