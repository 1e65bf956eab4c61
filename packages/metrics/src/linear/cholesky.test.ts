import { describe, expect, test } from '@jest/globals';
import { largestDifference, product, randomMatrix } from '../../tests/randomMatrix';
import { cholesky } from './cholesky';
import { transpose, type Matrix } from './matrix';
import { multiplyTransposed } from './multiplyTransposed';
import { pivotedCholesky } from './pivotedCholesky';

const gram = (factor: Matrix): Matrix => product(transpose(factor), factor);

describe('cholesky', () => {
  test.each([1, 5, 48, 49, 130])('factors a definite %i x %i matrix into an upper triangle', (n) => {
    const x = randomMatrix(n, n + 20);
    const s = multiplyTransposed(x, x);
    const factor = cholesky(s)!;
    expect(largestDifference(gram(factor).data, s.data)).toBeLessThan(1e-12);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) expect(factor.data[i * n + j]).toBe(0);
  });

  test('says that a singular or indefinite matrix has no factor', () => {
    const x = randomMatrix(30, 10);
    expect(cholesky(multiplyTransposed(x, x))).toBeUndefined();
    expect(cholesky({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 2, 1) })).toBeUndefined();
    expect(cholesky({ rows: 2, columns: 2, data: new Float64Array(4) })).toBeUndefined();
  });
});

describe('pivotedCholesky', () => {
  test.each([0, 1, 10, 29, 30])('finds rank %i and a factor of that many rows', (rank) => {
    const x = randomMatrix(30, rank);
    const s = multiplyTransposed(x, x);
    const factor = pivotedCholesky(s);
    expect([factor.rows, factor.columns]).toEqual([rank, 30]);
    expect(largestDifference(gram(factor).data, s.data)).toBeLessThan(1e-12);
  });
});
