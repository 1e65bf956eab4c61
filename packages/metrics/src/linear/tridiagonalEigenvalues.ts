import { GanError } from '@ganblocks/core';

const maximalTurns = 60;

/** Squares of numbers below it, or above its inverse, are not numbers of full length. */
const SMALLEST = 1e-140;

/**
 * The eigenvalues of a symmetric tridiagonal matrix, in no particular order: QL iterations with implicit shifts.
 * `offDiagonal[k]` stands between k and k + 1. May overwrite both arrays; the result is `diagonal`.
 *
 * @throws GanError when an eigenvalue does not settle, which only non-finite numbers cause.
 * @see Martin & Wilkinson 1968, The implicit QL algorithm, https://doi.org/10.1007/BF02165404
 */
export const tridiagonalEigenvalues = (diagonal: Float64Array, offDiagonal: Float64Array): Float64Array => {
  const largest = largestOf(diagonal, offDiagonal);
  if (largest > 0 && largest < Infinity && !(largest > SMALLEST && largest < 1 / SMALLEST)) {
    const [scaled, beside] = [diagonal, offDiagonal].map((values) => values.map((value) => value / largest));
    diagonal.set(tridiagonalEigenvalues(scaled!, beside!).map((value) => value * largest));
    return diagonal;
  }
  const floor = Number.EPSILON * largest;
  for (let l = 0; l < diagonal.length; l++) {
    for (let turn = 0; ; turn++) {
      const end = endOfBlock(offDiagonal, floor, l, diagonal.length - 1);
      if (end === l) break;
      if (turn === maximalTurns) {
        throw new GanError(`tridiagonalEigenvalues: the iteration must settle. Got no end after ${turn} turns. Pass finite numbers.`);
      }
      sweep(diagonal, offDiagonal, l, end);
    }
  }
  return diagonal;
};

const largestOf = (...arrays: readonly Float64Array[]): number => {
  let largest = 0;
  for (const values of arrays) for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
};

/** The last index of the unreduced block that starts at `from`: the element beyond it is 0 to rounding of the largest. */
const endOfBlock = (e: Float64Array, floor: number, from: number, last: number): number => {
  let m = from;
  while (m < last && !(Math.abs(e[m]!) <= floor)) m++;
  return m;
};

/** One QL sweep from `m` up to `l`, with the shift of the leading 2 x 2 block. */
const sweep = (d: Float64Array, e: Float64Array, l: number, m: number): void => {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.hypot(half, 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= shift;
      e[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - shift;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    d[i + 1] = g + shift;
    g = cosine * t - b;
  }
  d[l]! -= shift;
  e[l] = g;
  e[m] = 0;
};
