import { describe, expect, test } from '@jest/globals';
import { largestDifference } from '../../tests/randomMatrix';
import { tridiagonalEigenvalues } from './tridiagonalEigenvalues';

const sorted = (values: Float64Array): Float64Array => values.slice().sort();

describe('tridiagonalEigenvalues', () => {
  test.each([1, 2, 3, 50])('of the second difference of size %i are 2 - 2 cos(k pi / (n + 1))', (n) => {
    const values = tridiagonalEigenvalues(new Float64Array(n).fill(2), new Float64Array(n).fill(-1));
    const expected = Float64Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(largestDifference(sorted(values), expected)).toBeLessThan(1e-14);
  });

  test('come in pairs of signs for a diagonal of zeros', () => {
    const values = sorted(tridiagonalEigenvalues(new Float64Array(4), Float64Array.of(3, 0, 4, 0)));
    expect(largestDifference(values, [-4, -3, 3, 4])).toBeLessThan(1e-14);
  });

  test.each([1e-320, 1e-200, 1e200])('are as exact where squares are no numbers: %f', (scale) => {
    const values = sorted(tridiagonalEigenvalues(new Float64Array(4), Float64Array.of(3 * scale, 0, 4 * scale, 0)));
    const relative = Array.from(values, (value) => value / scale);
    expect(largestDifference(relative, [-4, -3, 3, 4])).toBeLessThan(scale < 1e-300 ? 1e-3 : 1e-14);
  });

  test('end for a matrix of zeros, and refuse what is not finite', () => {
    expect([...tridiagonalEigenvalues(new Float64Array(3), new Float64Array(3))]).toEqual([0, 0, 0]);
    expect(() => tridiagonalEigenvalues(Float64Array.of(1, 2), Float64Array.of(NaN, 0))).toThrow(/finite numbers/);
  });
});
