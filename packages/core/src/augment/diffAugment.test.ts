import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { diffAugment, type DiffAugmentStep } from './diffAugment';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const apply = (policy: readonly DiffAugmentStep[], x: Tensor4D, seed = 1): Tensor4D => diffAugment({ policy }).apply(x, randomStream(seed));
/** Of each image one number. */
const perImage = (x: Tensor4D): number[] => numbers(tf.sum(x, [1, 2, 3]));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('diffAugment', () => {
  test('draws brightness from [-0.5, 0.5), for each image', () => {
    const amounts = perImage(apply(['color'], tf.zeros([4000, 1, 1, 3]))).map((sum) => sum / 3);
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(-0.5);
    expect(Math.max(...amounts)).toBeLessThan(0.5);
    expect(Math.abs(mean(amounts))).toBeLessThan(0.02);
    expect(mean(amounts.map((amount) => amount ** 2))).toBeCloseTo(1 / 12, 2);
  });

  test('draws saturation from [0, 2) and contrast from [0.5, 1.5)', () => {
    const pixel = tf.tile(tf.tensor4d([1, -1, 0], [1, 1, 1, 3]), [4000, 1, 1, 1]);
    const factors = numbers(tf.div(tf.sub(...(tf.split(apply(['color'], pixel), [1, 1, 1], 3).slice(0, 2) as [Tensor, Tensor])), 2));
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...factors)).toBeLessThan(3);
    expect(Math.abs(mean(factors) - 1)).toBeLessThan(0.04); // of the product of both
    expect(Math.abs(mean(factors.map((factor) => factor ** 2)) - (4 / 3) * (13 / 12))).toBeLessThan(0.1);

    const gray = tf.tile(tf.tensor4d([1, -1], [1, 1, 2, 1]), [4000, 1, 1, 1]);
    const [left, right] = tf.split(apply(['color'], gray), 2, 2) as [Tensor, Tensor];
    const contrasts = numbers(tf.div(tf.sub(left, right), 2));
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(0.5 - 1e-6);
    expect(Math.max(...contrasts)).toBeLessThan(1.5 + 1e-6);
    expect(Math.abs(mean(contrasts) - 1)).toBeLessThan(0.02);
  });

  test('translates by up to an eighth, each distance equally often', () => {
    const point = tf.pad<Tensor4D>(tf.ones([3000, 1, 1, 1]), [[0, 0], [4, 3], [8, 7], [0, 0]]); // prettier-ignore
    const y = apply(['translation'], point);
    const counts = numbers(tf.sum(y, [0, 3]));
    const expected = (i: number, j: number): number => (Math.abs(i - 4) <= 1 && Math.abs(j - 8) <= 2 ? 200 : 0);
    counts.forEach((count, k) => {
      const cell = expected(Math.floor(k / 16), k % 16);
      expect(Math.abs(count - cell)).toBeLessThanOrEqual(cell === 0 ? 0 : 60);
    });
  });

  test('cuts out a quarter of the pixels, or less at the edge', () => {
    const kept = perImage(apply(['cutout'], tf.ones([4000, 8, 8, 1])));
    // A middle in 0 … 8 each way, 4 pixels: 4 of them within for the 5 inner ones, 3 for the next, 2 for the outermost.
    expect(Math.min(...kept)).toBe(64 - 16);
    expect(Math.max(...kept)).toBe(64 - 4);
    expect(Math.abs(mean(kept) - (64 - (30 / 9) ** 2))).toBeLessThan(0.25);
  });

  test('does what the policy says, in its order', () => {
    const x = randomStream(1).uniform([3, 8, 8, 3], { low: -1 }) as Tensor4D;
    expect(numbers(apply([], x))).toEqual(numbers(x));
    const random = randomStream(5);
    const cut = diffAugment({ policy: ['cutout'] }).apply(x, random);
    const inTurn = diffAugment({ policy: ['color'] }).apply(cut, random);
    expect(numbers(apply(['cutout', 'color'], x, 5))).toEqual(numbers(inTurn));
    expect(numbers(apply(['color', 'cutout'], x, 5))).not.toEqual(numbers(inTurn));
  });

  test('has no translation and no cutout where the ratios are 0', () => {
    const x = randomStream(1).uniform([3, 8, 8, 3], { low: -1 }) as Tensor4D;
    const still = diffAugment({ policy: ['translation', 'cutout'], translationRatio: 0, cutoutRatio: 0 });
    expect(numbers(tf.sub(still.apply(x, randomStream(1)), x)).every((value) => value === 0)).toBe(true);
  });

  test('teaches', () => {
    expect(() => diffAugment({ policy: ['colour' as DiffAugmentStep] })).toThrow(
      "diffAugment: policy must be a list of 'color', 'translation', 'cutout'. Got [\"colour\"].",
    );
    expect(() => diffAugment({ cutoutRatio: 2 })).toThrow('diffAugment: cutoutRatio must lie in [0, 1]. Got 2.');
  });
});
