import { describe, expect, test } from '@jest/globals';
import { product, randomMatrix } from '../../tests/randomMatrix';
import { featureRows } from '../features/features';
import { transpose } from '../linear/matrix';
import { featureStatistics } from '../statistics/featureStatistics';
import { frechetDistance, frechetDistanceOfFeatures } from './frechetDistance';

const diagonal = (...variances: number[]) => {
  const covariance = new Float64Array(variances.length ** 2);
  variances.forEach((variance, i) => (covariance[i * (variances.length + 1)] = variance));
  return covariance;
};
const gaussian = (mean: readonly number[], covariance: Float64Array) => ({ mean: Float64Array.from(mean), covariance });
const statisticsOf = (features: Float64Array, dimension: number) => {
  const statistics = featureStatistics(dimension);
  statistics.add(features);
  return statistics.result();
};

describe('frechetDistance', () => {
  test('of normal distributions on a line is (m1 - m2)^2 + (s1 - s2)^2', () => {
    const { distance, traceSqrt } = frechetDistance(gaussian([1], diagonal(4)), gaussian([4], diagonal(25)));
    expect(distance).toBeCloseTo(9 + 9, 12);
    expect(traceSqrt).toBeCloseTo(10, 12);
  });

  test('adds the axes of diagonal covariances', () => {
    const { distance } = frechetDistance(gaussian([0, 0, 5], diagonal(1, 9, 0)), gaussian([0, 3, 1], diagonal(4, 1, 16)));
    expect(distance).toBeCloseTo(0 + 9 + 16 + 1 + 4 + 16, 12);
  });

  test('of covariances in the plane obeys tr sqrt(A B) = sqrt(tr A B + 2 sqrt(det A det B))', () => {
    const [a, b] = [Float64Array.of(2, 0.5, 0.5, 1), Float64Array.of(1, -0.8, -0.8, 3)];
    const trace = a[0]! * b[0]! + 2 * a[1]! * b[1]! + a[3]! * b[3]!;
    const determinants = (a[0]! * a[3]! - a[1]! ** 2) * (b[0]! * b[3]! - b[1]! ** 2);
    const { traceSqrt } = frechetDistance(gaussian([0, 0], a), gaussian([0, 0], b));
    expect(traceSqrt).toBeCloseTo(Math.sqrt(trace + 2 * Math.sqrt(determinants)), 12);
  });

  test.each([
    ['full rank', 400],
    ['fewer samples than dimensions', 20],
  ])('of shifted and scaled features is |shift|^2 and (s - 1)^2 tr S: %s', (_, n) => {
    const d = 30;
    const { data } = randomMatrix(n, d);
    const { covariance, mean } = statisticsOf(data, d);
    const trace = covariance.reduce((sum, value, i) => (i % (d + 1) === 0 ? sum + value : sum), 0);
    expect(frechetDistanceOfFeatures(featureRows(data, d), featureRows(data, d)).distance).toBeLessThan(1e-12);
    const shifted = data.map((value) => value + 2);
    expect(frechetDistanceOfFeatures(featureRows(data, d), featureRows(shifted, d)).distance).toBeCloseTo(4 * d, 10);
    const scaled = data.map((value, i) => 3 * value - 2 * mean[i % d]!);
    expect(frechetDistanceOfFeatures(featureRows(data, d), featureRows(scaled, d)).distance).toBeCloseTo(4 * trace, 10);
  });

  test('agrees between features and statistics, where the covariances are singular too', () => {
    const d = 40;
    const [low, x, y] = [randomMatrix(5, d, 'low'), randomMatrix(90, 5, 'x'), randomMatrix(12, d, 'y')];
    const features = product(x, low).data; // 90 samples in a 5-dimensional subspace
    const [a, b] = [statisticsOf(features, d), statisticsOf(y.data, d)];
    const fromFeatures = frechetDistance(a, b);
    const fromStatistics = frechetDistance(a, { mean: b.mean, covariance: b.covariance });
    expect(fromStatistics.traceSqrt).toBeCloseTo(fromFeatures.traceSqrt, 10);
    expect(frechetDistance(b, a).distance).toBeCloseTo(fromFeatures.distance, 10);
    const itself = frechetDistance({ mean: b.mean, covariance: b.covariance }, b).distance;
    expect(itself).toBeLessThan(1e-9);
  });

  test('does not change under a rotation of both', () => {
    const d = 6;
    const reflection = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0) - 2 / d); // I - 2 w w^T, w = 1 / sqrt(d)
    const turn = (x: ReturnType<typeof randomMatrix>) => product(x, transpose({ rows: d, columns: d, data: reflection }));
    const [x, y] = [randomMatrix(50, d, 'x'), randomMatrix(60, d, 'y')];
    const before = frechetDistanceOfFeatures(x, y);
    const after = frechetDistanceOfFeatures(turn(x), turn(y));
    expect(after.distance).toBeCloseTo(before.distance, 12);
  });

  test('does not depend on the order of the samples', () => {
    const [x, y] = [randomMatrix(300, 5, 'x'), randomMatrix(310, 5, 'y')];
    const turned = { ...x, data: x.data.map((_, i) => x.data[(299 - Math.floor(i / 5)) * 5 + (i % 5)]!) };
    expect(frechetDistanceOfFeatures(turned, y).distance).toBeCloseTo(frechetDistanceOfFeatures(x, y).distance, 12);
    expect(frechetDistanceOfFeatures(turned, x).distance).toBeLessThan(1e-12);
  });

  test('of points, without any variance, is the distance of the means', () => {
    expect(frechetDistance(gaussian([0, 0], diagonal(0, 0)), gaussian([3, 4], diagonal(0, 0))).distance).toBe(25);
  });

  test('refuses what does not fit', () => {
    const one = gaussian([0], diagonal(1));
    expect(() => frechetDistance(one, gaussian([0, 0], diagonal(1, 1)))).toThrow(/same dimension\. Got 1 and 2/);
    expect(() => frechetDistance(one, gaussian([0, 0], diagonal(1)))).toThrow(
      /second covariance must have 2 x 2 numbers, as its mean has 2\. Got 1/,
    );
    expect(() => frechetDistance(gaussian([NaN], diagonal(1)), one)).toThrow(/first mean and covariance must be finite/);
    expect(() => frechetDistance(gaussian([0, 0], diagonal(1, -2)), one)).toThrow(
      /variances must be at least 0\. Got -2 in the first covariance, row 1/,
    );
    expect(() => frechetDistance(gaussian([], diagonal()), one)).toThrow(/at least one number/);
    expect(() => frechetDistanceOfFeatures(featureRows(Float64Array.of(1), 1), featureRows(Float64Array.of(1, 2), 1))).toThrow(
      /x must have at least 2 rows, one a sample\. Got 1/,
    );
  });
});
