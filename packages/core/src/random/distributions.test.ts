import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { randomStream } from './index';

const read = (tensor: tf.Tensor): number[] => {
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
};
const kolmogorov = (sample: readonly number[], cumulative: (x: number) => number): number => {
  const sorted = [...sample].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((x, i) => Math.max(Math.abs((i + 1) / sorted.length - cumulative(x)), Math.abs(i / sorted.length - cumulative(x)))),
  );
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], order: number): number => mean(values.map((value) => value ** order));
const correlation = (a: readonly number[], b: readonly number[]): number => mean(a.map((value, i) => value * (b[i] ?? NaN)));
/** Φ by Abramowitz & Stegun 7.1.26, to 1.5e-7. */
const gaussianCumulative = (x: number): number => {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-x * x) / 2);
  return x > 0 ? 1 - tail / 2 : tail / 2;
};

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('the distributions', () => {
  const count = 50_000;
  // Of the Kolmogorov statistic, 1.95/√n is exceeded once in a thousand samples.
  const bound = 1.95 / Math.sqrt(count);

  test('normal: four moments and the cumulative distribution', () => {
    const values = read(randomStream(11).normal([count / 100, 100]));
    expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(moment(values, 3))).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
    expect(kolmogorov(values, gaussianCumulative)).toBeLessThan(bound);
    expect(Math.abs(correlation(values.slice(1), values))).toBeLessThan(4 / Math.sqrt(count));
  });

  test('normal: mean and deviation', () => {
    const standard = read(randomStream(2).normal([100]));
    const moved = read(randomStream(2).normal([100], { mean: -3, deviation: 0.5 }));
    moved.forEach((value, i) => expect(value).toBeCloseTo(-3 + 0.5 * (standard[i] ?? NaN), 5));
    expect(read(randomStream(2).normal([4], { mean: 2, deviation: 0 }))).toEqual([2, 2, 2, 2]);
  });

  test('uniform and next: the cumulative distribution', () => {
    expect(kolmogorov(read(randomStream(12).uniform([count], { low: -2, high: 6 })), (x) => (x + 2) / 8)).toBeLessThan(bound);
    const random = randomStream(13);
    const values = Array.from({ length: count }, () => random.next());
    expect(kolmogorov(values, (x) => x)).toBeLessThan(bound);
    // The last of the 53 bits is a coin, too.
    const odd = values.filter((value) => (value * 2 ** 53) % 2 === 1).length;
    expect(Math.abs(odd / count - 0.5)).toBeLessThan(2 / Math.sqrt(count));
  });

  test('integers: chi-squared, also where 2^32 is no multiple', () => {
    for (const below of [7, 16, 1000]) {
      const counts = new Float64Array(below);
      for (const value of read(randomStream(below).integers(count, below))) counts[value] = (counts[value] ?? NaN) + 1;
      const expected = count / below;
      const chiSquared = counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
      expect(Math.abs(chiSquared - (below - 1))).toBeLessThan(4 * Math.sqrt(2 * (below - 1)));
    }
    const wide = read(randomStream(5).integers(2000, 2 ** 31));
    expect(Math.min(...wide)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...wide)).toBeGreaterThan(2 ** 30);
    // A remainder of 2^32 would favour the lower third of 3·2^29 by half.
    const third = read(randomStream(6).integers(count, 3 * 2 ** 29)).filter((value) => value < 2 ** 29).length;
    expect(Math.abs(third / count - 1 / 3)).toBeLessThan(2 / Math.sqrt(count));
  });

  test('permutation: each order equally often', () => {
    const random = randomStream(21);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = read(random.permutation(3)).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    for (const seen of counts.values()) expect(Math.abs(seen - 1000)).toBeLessThan(120);
    expect(read(random.permutation(1000)).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});
