import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { pairDistances } from './pairDistances';
import { sampleSpread } from './sampleSpread';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const noise = (shape: readonly number[]): Tensor4D => randomStream(5).uniform(shape, { low: -1, high: 1 }) as Tensor4D;

describe('pairDistances', () => {
  test('are roots of mean squared differences', async () => {
    const images = noise([5, 6, 4, 3]);
    const rows = tf.reshape(images, [5, -1]).arraySync() as number[][];
    const matrix = pairDistances(images).arraySync();
    rows.forEach((a, i) =>
      rows.forEach((b, j) => {
        const squares = a.map((value, k) => (value - b[k]!) ** 2);
        expect(matrix[i]![j]).toBeCloseTo(Math.sqrt(squares.reduce((sum, square) => sum + square) / squares.length), 5);
      }),
    );
  });

  test('of large images are those of their patches', () => {
    const checkered = tf.tensor4d(
      Array.from({ length: 64 * 64 }, (_, i) => ((i + (i >> 6)) % 2 === 0 ? 1 : -1)),
      [1, 64, 64, 1],
    );
    const pair = tf.concat([checkered, tf.neg(checkered)]);
    expect(pairDistances(pair).arraySync()).toEqual([[0, expect.closeTo(0, 5)], [expect.closeTo(0, 5), 0]]); // prettier-ignore
    const halves = tf.concat([tf.fill<tf.Rank.R4>([1, 100, 40, 1], 0.5), tf.fill<tf.Rank.R4>([1, 100, 40, 1], -0.25)]);
    expect(pairDistances(halves).arraySync()[0]![1]).toBeCloseTo(0.75, 5);
  });

  test('tell equal images from nearly equal ones', () => {
    const images = tf.concat([tf.fill<tf.Rank.R4>([1, 16, 16, 3], 0.9), tf.fill<tf.Rank.R4>([1, 16, 16, 3], 0.91)]);
    expect(pairDistances(images).arraySync()[0]![1]).toBeCloseTo(0.01, 4);
  });
});

describe('sampleSpread', () => {
  test('of points at 0, 0, 1: two thirds of the pairs are apart', async () => {
    const { distance, duplicates } = await sampleSpread(tf.tensor4d([0, 0, 1], [3, 1, 1, 1]));
    expect(distance).toBeCloseTo(2 / 3, 5);
    expect(duplicates).toBeCloseTo(1 / 3, 12);
  });

  test('of k kinds of images has about 1/k duplicates; of one kind, no distance', async () => {
    const kinds = noise([4, 8, 8, 1]);
    expect((await sampleSpread(tf.tile(kinds, [8, 1, 1, 1]))).duplicates).toBeCloseTo(7 / 31, 12);
    expect(await sampleSpread(tf.ones([4, 8, 8, 1]))).toEqual({ distance: 0, duplicates: 1 });
    expect((await sampleSpread(kinds)).duplicates).toBe(0);
  });

  test('counts as near what it is told', async () => {
    const images = tf.tensor4d([0, 0.3], [2, 1, 1, 1]);
    expect((await sampleSpread(images)).duplicates).toBe(0);
    expect((await sampleSpread(images, { nearest: 0.31 })).duplicates).toBe(1);
  });

  test('leaves no tensor, and teaches', async () => {
    const images = noise([4, 40, 40, 3]);
    const before = tf.memory().numTensors;
    await sampleSpread(images);
    expect(tf.memory().numTensors).toBe(before);
    await expect(sampleSpread(noise([1, 4, 4, 1]))).rejects.toThrow(
      'sampleSpread: expected two images at least. Got 1. Use for example 64.',
    );
  });
});
