import { describe, expect, test } from '@jest/globals';
import { Matrix as Reference, SingularValueDecomposition } from 'ml-matrix';
import { product, randomMatrix } from '../../tests/randomMatrix';
import { bidiagonalize } from './bidiagonalize';
import { sumOfSquares, transpose, type Matrix } from './matrix';
import { nuclearNorm } from './nuclearNorm';

const copy = (matrix: Matrix): Matrix => ({ ...matrix, data: matrix.data.slice() });
const reference = ({ rows, columns, data }: Matrix): number =>
  new SingularValueDecomposition(Reference.from1DArray(rows, columns, data), { autoTranspose: true }).diagonal.reduce(
    (sum, value) => sum + value,
    0,
  );

describe('nuclearNorm', () => {
  test.each([
    [1, 1],
    [2, 2],
    [7, 7],
    [40, 40],
    [61, 17],
    [17, 61],
  ])('agrees with a reference decomposition of [%i, %i]', (rows, columns) => {
    const matrix = randomMatrix(rows, columns);
    const expected = reference(matrix);
    expect(Math.abs(nuclearNorm(copy(matrix)) - expected)).toBeLessThan(1e-12 * expected);
  });

  test('is the sum of the absolute values of a diagonal, of any size', () => {
    const data = new Float64Array(16);
    [3, -1e-9, 0, 1e9].forEach((value, i) => (data[i * 5] = value));
    expect(nuclearNorm({ rows: 4, columns: 4, data })).toBeCloseTo(1e9 + 3 + 1e-9, 6);
  });

  test('keeps small singular values that a product A A^T would lose', () => {
    // Columns of lengths 1 and 1e-10, turned: the singular values stay 1 and 1e-10.
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const data = Float64Array.of(c, -s * 1e-10, s, c * 1e-10);
    expect(Math.abs(nuclearNorm({ rows: 2, columns: 2, data }) - 1 - 1e-10)).toBeLessThan(5e-16);
  });

  test('of a rank-one matrix is the product of the lengths', () => {
    const [u, v] = [randomMatrix(30, 1, 'u'), randomMatrix(1, 20, 'v')];
    const expected = Math.sqrt(sumOfSquares(u.data) * sumOfSquares(v.data));
    expect(nuclearNorm(product(u, v))).toBeCloseTo(expected, 12);
  });

  test('of an empty or zero matrix is 0, and a wide matrix is left as it is', () => {
    expect(nuclearNorm({ rows: 0, columns: 4, data: new Float64Array(0) })).toBe(0);
    expect(nuclearNorm({ rows: 3, columns: 3, data: new Float64Array(9) })).toBe(0);
    const wide = randomMatrix(3, 8);
    nuclearNorm(wide);
    expect(wide).toEqual(randomMatrix(3, 8));
  });
});

describe('bidiagonalize', () => {
  test('keeps the sum of squares, and columns of zeros', () => {
    const matrix = transpose(randomMatrix(6, 11));
    for (let i = 0; i < 11; i++) matrix.data[i * 6 + 2] = 0;
    const expected = sumOfSquares(matrix.data);
    const { diagonal, superdiagonal } = bidiagonalize(matrix);
    expect(sumOfSquares(diagonal) + sumOfSquares(superdiagonal)).toBeCloseTo(expected, 12);
    expect(superdiagonal[5]).toBe(0);
  });
});
