import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import { inverseErf } from './inverseErf';
import { truncate } from './truncate';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const normal = plainSpace('normal');

test('inverseErf undoes erf', () => {
  const x = [-0.9999, -0.97, -0.5, -0.1, -1e-3, 0, 0.02, 0.3, 0.7, 0.95, 0.999, 0.99999];
  numbers(tf.erf(inverseErf(tf.tensor1d(x)))).forEach((value, i) => expect(value).toBeCloseTo(x[i] ?? NaN, 6));
  // Of a table: erf(0.5) = 0.5204998778, erf(2) = 0.9953222650.
  expect(numbers(inverseErf(tf.tensor1d([0.5204998778])))[0]).toBeCloseTo(0.5, 6);
  expect(numbers(inverseErf(tf.tensor1d([0.995322265])))[0]).toBeCloseTo(2, 4);
});

describe('of a normal space', () => {
  /** Mean square of the normal distribution truncated to [-t, t]: 1 - 2 t φ(t) / (2 Φ(t) - 1). */
  test.each([
    [0.04, 0.04 ** 2 / 3],
    [0.5, 1 - (2 * 0.5 * 0.3520653268) / 0.3829249225],
    [1, 1 - (2 * 0.2419707245) / 0.6826894921],
    [2, 1 - (4 * 0.0539909665) / 0.9544997361],
    [6, 1],
  ])('is the truncated normal distribution at %d', (threshold, meanSquare) => {
    const z = normal.draw(20_000, randomStream(1));
    const cut = numbers(truncate(normal, z, threshold));
    expect(Math.max(...cut.map(Math.abs))).toBeLessThanOrEqual(threshold);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(cut))).toBeLessThan((4 * threshold) / Math.sqrt(60_000));
    expect(mean(cut.map((value) => value ** 2)) / meanSquare).toBeCloseTo(1, 1.5);
  });

  test('keeps the order of numbers, and leaves them where the threshold is far', () => {
    const z = tf.tensor2d([-4, -1, -0.1, 0, 0.1, 3, 1e-3, 9, -9], [3, 3]);
    const cut = numbers(truncate(normal, z, 0.5));
    const order = (values: readonly number[]): number[] => values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
    expect(order(cut)).toEqual(order(numbers(z)));
    expect(cut[3]).toBe(0);
    expect(numbers(truncate(normal, z, 10))).toEqual(numbers(z));
    expect(numbers(truncate(normal, z, Infinity))).toEqual(numbers(z));
  });
});

test('of a uniform space scales', () => {
  const z = tf.tensor2d([[-1, 0, 0.5]]);
  expect(numbers(truncate(plainSpace('uniform'), z, 0.5))).toEqual([-0.5, 0, 0.25]);
});

describe('of a mapped space', () => {
  test('pulls towards the average, in all layers or in the first', () => {
    const space = styleganSpace();
    const w = space.draw(2, randomStream(3));
    const [styles, average] = [numbers(w), numbers(space.average)];
    numbers(truncate(space, w, 0.5)).forEach((value, i) => expect(value).toBeCloseTo((styles[i]! + average[i % 6]!) / 2, 5));
    expect(numbers(truncate(space, w, 1))).toHaveLength(12);
    numbers(truncate(space, w, 0)).forEach((value, i) => expect(value).toBeCloseTo(average[i % 6]!, 6));
    const some = truncate(space, w, 0, { layers: 1 });
    expect(some.shape).toEqual([2, 4, 6]);
    const layer = (index: number): number[] => numbers(tf.slice(some, [0, index, 0], [2, 1, 6]));
    layer(0).forEach((value, i) => expect(value).toBeCloseTo(average[i % 6]!, 6));
    layer(3).forEach((value, i) => expect(value).toBeCloseTo(styles[i]!, 6));
    space.dispose();
  });

  test('needs a centre', () => {
    const { centre: _, ...space } = styleganSpace();
    expect(() => truncate(space, tf.zeros([1, 6]), 0.5)).toThrow("the mapped space 'w' needs a centre. Got none.");
  });
});

test('leaves one tensor, and teaches', () => {
  const [uniform, stylegan] = [plainSpace('uniform'), styleganSpace()];
  const [z, w] = [tf.tensor2d([[1, 2, 3]]), tf.zeros<tf.Rank.R3>([1, 4, 6])];
  const before = tf.memory().numTensors;
  for (const psi of [0.5, 7]) truncate(normal, z, psi).dispose();
  truncate(uniform, z, 0.5).dispose();
  truncate(stylegan, w, 0.5, { layers: 2 }).dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(() => truncate(normal, z, 0)).toThrow("truncate: psi of 'z' is a threshold and must be above 0. Got 0.");
  expect(() => truncate(uniform, z, 1.5)).toThrow("truncate: psi of 'z' must lie in [0, 1]. Got 1.5.");
  expect(() => truncate(normal, tf.zeros([2, 4]), 1)).toThrow("truncate: latents of 'z' must be [N, 3]. Got [2, 4].");
  expect(() => truncate(stylegan, tf.zeros([2, 3, 6]), 1)).toThrow("latents of 'w' must be [N, 6] or [N, 4, 6]. Got [2, 3, 6].");
  expect(() => truncate(normal, z, 1, { layers: 2 })).toThrow("layers needs a mapped space with styles, such as StyleGAN's w. Got 'z'");
  stylegan.dispose();
});
