import { describe, expect, test } from '@jest/globals';
import { largestDifference, product, randomMatrix } from '../../tests/randomMatrix';
import { transpose } from '../linear/matrix';
import { featureStatistics } from './featureStatistics';

/** Mean and covariance by definition, in two passes. */
const byDefinition = (features: Float64Array, d: number) => {
  const n = features.length / d;
  const mean = new Float64Array(d);
  features.forEach((value, i) => (mean[i % d]! += value / n));
  const centred = { rows: n, columns: d, data: features.map((value, i) => value - mean[i % d]!) };
  return { mean, covariance: product(transpose(centred), centred).data.map((value) => value / (n - 1)) };
};

describe('featureStatistics', () => {
  test.each([
    [2, 3],
    [255, 4],
    [256, 200],
    [1000, 7],
  ])('of %i samples in %i dimensions are those of the definition, however they arrive', (n, d) => {
    const { data } = randomMatrix(n, d);
    const expected = byDefinition(data, d);
    for (const rows of [n, 1, 100, 255]) {
      const statistics = featureStatistics(d);
      for (let start = 0; start < n * d; start += rows * d) statistics.add(data.subarray(start, start + rows * d));
      const result = statistics.result();
      expect([result.count, statistics.count]).toEqual([n, n]);
      expect(largestDifference(result.mean, expected.mean)).toBeLessThan(1e-14);
      expect(largestDifference(result.covariance, expected.covariance)).toBeLessThan(1e-13);
    }
  });

  test('keep their digits beside an offset of a million', () => {
    const { data } = randomMatrix(2000, 3);
    const statistics = featureStatistics(3);
    statistics.add(data.map((value) => value + 1e6));
    expect(largestDifference(statistics.result().covariance, byDefinition(data, 3).covariance)).toBeLessThan(1e-9);
  });

  test('can be read at any time, and go on', () => {
    const { data } = randomMatrix(400, 5);
    const statistics = featureStatistics(5);
    statistics.add(data.subarray(0, 500));
    statistics.result().covariance.fill(NaN);
    statistics.add(Float32Array.from(data.subarray(500, 1000)));
    statistics.add(data.subarray(1000));
    expect(largestDifference(statistics.result().covariance, byDefinition(data, 5).covariance)).toBeLessThan(1e-7);
  });

  test('give a factor of the covariance while there are no more samples than dimensions', () => {
    const { data } = randomMatrix(9, 8);
    const statistics = featureStatistics(8);
    statistics.add(data.subarray(0, 24));
    statistics.add(data.subarray(24, 64));
    const { factor, covariance } = statistics.result();
    expect([factor!.rows, factor!.columns]).toEqual([8, 8]);
    expect(largestDifference(product(transpose(factor!), factor!).data, covariance)).toBeLessThan(1e-15);
    statistics.add(data.subarray(64));
    expect(statistics.result().factor).toBeUndefined();
  });

  test('refuse broken rows and numbers, and add nothing of them', () => {
    const statistics = featureStatistics(2);
    expect(() => statistics.add(Float32Array.of(1, 2, 3))).toThrow(/whole rows of 2 numbers\. Got 3/);
    expect(() => statistics.add(Float32Array.of(1, 2, 3, NaN))).toThrow(/finite\. Got NaN in row 1, column 1/);
    expect(statistics.count).toBe(0);
    statistics.add(Float32Array.of(1, 2));
    expect(() => statistics.result()).toThrow(/at least 2 samples\. Got 1/);
    expect(() => featureStatistics(0)).toThrow(/positive integer\. Got 0/);
  });
});
