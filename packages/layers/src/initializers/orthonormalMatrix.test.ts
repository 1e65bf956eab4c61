import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { Matrix, QrDecomposition } from 'ml-matrix';
import { gaussianNumbers } from './gaussianNumbers';
import { orthonormalMatrix } from './orthonormalMatrix';

const drawn = (rows: number, columns: number): Float64Array => gaussianNumbers(randomStream(4), rows * columns);
const matrixOf = (values: Float64Array, rows: number, columns: number): Matrix => Matrix.from1DArray(rows, columns, values);

describe('orthonormalMatrix', () => {
  test.each([
    [3, 20],
    [20, 3],
    [40, 40],
    [1, 5],
  ])('of shape [%i, %i] has orthonormal rows or columns, to float64', (rows, columns) => {
    const q = matrixOf(orthonormalMatrix(drawn(rows, columns), rows, columns), rows, columns);
    const gram = rows <= columns ? q.mmul(q.transpose()) : q.transpose().mmul(q);
    expect(Matrix.sub(gram, Matrix.eye(gram.rows)).abs().max()).toBeLessThan(1e-12);
  });

  test('is the Q of the QR decomposition with a positive diagonal', () => {
    const numbers = drawn(4, 9);
    const columns = matrixOf(numbers, 4, 9).transpose();
    const { orthogonalMatrix: q, upperTriangularMatrix: r } = new QrDecomposition(columns);
    const expected = Matrix.mul(q, 1);
    r.diagonal().forEach((value, column) => expected.mulColumn(column, Math.sign(value)));
    const own = matrixOf(orthonormalMatrix(numbers, 4, 9), 4, 9);
    expect(Matrix.sub(own, expected.transpose()).abs().max()).toBeLessThan(1e-12);
  });
});
