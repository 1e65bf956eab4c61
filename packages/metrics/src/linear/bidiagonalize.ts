import { multiplyRows, updateAndProject } from './bidiagonalPasses';
import type { Matrix } from './matrix';

export interface Bidiagonal {
  readonly diagonal: Float64Array;
  /** `superdiagonal[k]` stands right of `diagonal[k]`; the last one is 0. */
  readonly superdiagonal: Float64Array;
}

/**
 * Reduces A [m, n], m >= n, to an upper bidiagonal matrix with the same singular values, by Householder reflections from both
 * sides. The update of one step is applied while the next one reads the matrix, so each step passes over it twice. Overwrites A.
 *
 * @see Golub & Van Loan, Matrix Computations, section 5.4.8
 */
export const bidiagonalize = ({ rows: m, columns: n, data: a }: Matrix): Bidiagonal => {
  const diagonal = new Float64Array(n);
  const superdiagonal = new Float64Array(n);
  let [u, nextU] = [new Float64Array(m), new Float64Array(m)];
  const x = new Float64Array(m);
  const [y, nextY, v] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const row = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let i = k; i < m; i++) nextU[i] = a[i * n + k]! - u[i]! * y[k]! - x[i]! * v[k]!;
    const left = reflect(nextU, k, m);
    diagonal[k] = left.value;
    updateAndProject(a, { m, n, k }, { u, y, x, v, w: nextU, z: nextY });
    for (let j = k + 1; j < n; j++) {
      y[j] = left.tau * nextY[j]!;
      row[j] = a[k * n + j]! - nextU[k]! * y[j]!;
    }
    [u, nextU] = [nextU, u];
    v.set(row);
    const right = reflect(v, k + 1, n);
    superdiagonal[k] = right.value;
    let projection = 0;
    for (let j = k + 1; j < n; j++) projection += y[j]! * v[j]!;
    multiplyRows(a, { m, n, k }, v, x);
    for (let i = k + 1; i < m; i++) x[i] = right.tau * (x[i]! - u[i]! * projection);
  }
  return { diagonal, superdiagonal };
};

/** Makes w of z[from..to) such that (I - tau w w^T) z = (value, 0, …): in place, w[from] = 1. */
const reflect = (z: Float64Array, from: number, to: number): { value: number; tau: number } => {
  if (from >= to) return { value: 0, tau: 0 };
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(z[i]!));
  const first = z[from]!;
  z[from] = 1;
  if (largest === 0) return { value: 0, tau: 0 };
  let squares = (first / largest) ** 2;
  for (let i = from + 1; i < to; i++) squares += (z[i]! / largest) ** 2;
  const value = first > 0 ? -largest * Math.sqrt(squares) : largest * Math.sqrt(squares);
  const pivot = first - value;
  for (let i = from + 1; i < to; i++) z[i]! /= pivot;
  return { value, tau: (value - first) / value };
};
