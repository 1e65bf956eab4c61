import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { filterBands, filterBank } from './index';

const distance = (a: Tensor, b: Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;
const drawn = (...shape: number[]): Tensor4D => randomStream(1).uniform(shape, { low: -1 }) as Tensor4D;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('filterBank', () => {
  test('has four symmetric filters that add up to nothing done', () => {
    const bank = filterBank();
    expect(bank.map((filter) => filter.length)).toEqual([43, 43, 43, 43]);
    for (let i = 0; i < 43; i++) {
      expect(bank.reduce((sum, filter) => sum + (filter[i] ?? NaN), 0)).toBeCloseTo(i === 21 ? 1 : 0, 12);
      for (const filter of bank) expect(filter[i]).toBeCloseTo(filter[42 - i] ?? NaN, 12);
    }
  });

  test('lets the constant through in the lowest band alone, the finest checkerboard in the highest', () => {
    const response = (sign: number): number[] =>
      filterBank().map((filter) => filter.reduce((sum, tap, i) => sum + tap * sign ** (i - 21), 0));
    [1, 0, 0, 0].forEach((value, band) => expect(response(1)[band]).toBeCloseTo(value, 10));
    [0, 0, 0, 1].forEach((value, band) => expect(response(-1)[band]).toBeCloseTo(value, 10));
  });

  test('with the wavelet of Haar has halves of sums and differences', () => {
    const haar = filterBank({ bands: 2, wavelet: [Math.SQRT1_2, Math.SQRT1_2] });
    [[0.25, 0.5, 0.25], [-0.25, 0.5, -0.25]].forEach((row, i) => row.forEach((tap, k) => expect(haar[i]?.[k]).toBeCloseTo(tap, 12))); // prettier-ignore
  });

  test('teaches', () => {
    expect(() => filterBank({ bands: 0 })).toThrow('filterBank: bands must be an integer above 0. Got 0.');
    expect(() => filterBank({ wavelet: [1, 2, 1] })).toThrow('filterBank: wavelet must have an even number of finite taps. Got [1, 2, 1].');
  });
});

describe('filterBands', () => {
  test('of gains of 1 changes nothing, whatever the size', () => {
    for (const shape of [
      [2, 24, 30, 3],
      [1, 5, 1, 2],
    ]) {
      // prettier-ignore
      const x = drawn(...shape);
      expect(
        distance(
          filterBands(
            x,
            Array.from({ length: shape[0] ?? 0 }, () => [1, 1, 1, 1]),
          ),
          x,
        ),
      ).toBeLessThan(1e-5);
    }
  });

  test('filters each image by its own gains, along both axes', () => {
    const x = tf.ones<tf.Rank.R4>([2, 8, 8, 1]);
    const y = filterBands(x, tf.tensor2d([[2, 1, 1, 1], [3, 5, 7, 9]])); // prettier-ignore
    expect(distance(y, tf.stack([tf.fill([8, 8, 1], 4), tf.fill([8, 8, 1], 9)]))).toBeLessThan(1e-4);
  });

  test('takes a bank of one’s own', () => {
    const x = tf.tensor4d([1, 2, 3], [1, 1, 3, 1]);
    const y = filterBands(x, [[1]], { bank: [[0.5, 0, 0.5]] });
    expect([...y.dataSync()]).toEqual([2, 2, 2]);
  });

  test('has right derivatives to second order, by the gains too', async () => {
    const f = (...[x, gains]: Tensor[]): Tensor => tf.tanh(filterBands(x as Tensor4D, gains as tf.Tensor2D));
    const inputs = [drawn(2, 4, 5, 1), randomStream(2).uniform([2, 4])];
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor', () => {
    const x = drawn(1, 8, 8, 1);
    const before = tf.memory().numTensors;
    filterBands(x, [[1, 2, 3, 4]]).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = drawn(2, 8, 8, 1);
    expect(() => filterBands(x, [[1, 1, 1, 1]])).toThrow('filterBands: gains must be [N, bands] = [2, 4]. Got the shape [1, 4].');
    expect(() => filterBands(x, [[1], [1]], { bank: [[0.5, 0.5]] })).toThrow(
      'filterBands: bank must have rows of an odd number of taps. Got 2.',
    );
  });
});
