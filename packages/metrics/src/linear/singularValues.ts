import { bidiagonalize } from './bidiagonalize';
import { transpose, type Matrix } from './matrix';
import { tridiagonalEigenvalues } from './tridiagonalEigenvalues';

/**
 * The singular values of a matrix, the largest first, each exact to rounding of the largest one (no product A A^T is formed, which
 * would cost half the digits). Overwrites `a` unless it has more columns than rows.
 *
 * The singular values of a bidiagonal B are the positive eigenvalues of the tridiagonal matrix with diagonal 0 and the
 * elements of B, in order, beside it.
 *
 * @see Golub & Kahan 1965, Calculating the singular values and pseudo-inverse of a matrix, https://doi.org/10.1137/0702016
 */
export const singularValues = (a: Matrix): Float64Array => {
  const { diagonal, superdiagonal } = bidiagonalize(a.rows >= a.columns ? a : transpose(a));
  const n = diagonal.length;
  const between = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    between[2 * k] = diagonal[k]!;
    between[2 * k + 1] = superdiagonal[k]!;
  }
  // They come in pairs +s and -s, to rounding: the mean of a pair's sizes keeps their sum what it is.
  const values = tridiagonalEigenvalues(new Float64Array(2 * n), between)
    .sort()
    .reverse();
  return Float64Array.from({ length: n }, (_, k) => Math.abs(values[k]! - values[2 * n - 1 - k]!) / 2);
};
