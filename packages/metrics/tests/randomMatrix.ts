import type { Matrix } from '../src/linear/matrix';
import { formulaNumbers } from './formulaFeatures';

/** A matrix of fixed numbers in [-1, 1). */
export const randomMatrix = (rows: number, columns: number, name = 'matrix'): Matrix => {
  const number = formulaNumbers(name);
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, (_, i) => 2 * number(i) - 1) };
};

/** A B by definition. */
export const product = (a: Matrix, b: Matrix): Matrix => {
  const data = new Float64Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      for (let k = 0; k < a.columns; k++) data[i * b.columns + j]! += a.data[i * a.columns + k]! * b.data[k * b.columns + j]!;
    }
  }
  return { rows: a.rows, columns: b.columns, data };
};

/** The largest difference of two arrays of one length. */
export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) return Infinity;
  return Array.from(a, (value, i) => Math.abs(value - b[i]!)).reduce((x, y) => Math.max(x, y), 0);
};
