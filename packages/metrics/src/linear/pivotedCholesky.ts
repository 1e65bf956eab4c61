import { roundingFloor } from './cholesky';
import type { Matrix } from './matrix';

/**
 * A factor F [r, d] of a symmetric positive semidefinite S = F^T F of rank r: Cholesky with the largest remaining diagonal
 * element as the next pivot, which ends when what remains is rounding.
 *
 * @see Higham 1990, Analysis of the Cholesky decomposition of a semi-definite matrix, https://eprints.maths.manchester.ac.uk/1193/
 */
export const pivotedCholesky = (s: Matrix): Matrix => {
  const d = s.rows;
  const floor = roundingFloor(s);
  const remaining = Float64Array.from({ length: d }, (_, i) => s.data[i * d + i]!);
  const factor: Float64Array[] = [];
  while (factor.length < d) {
    const pivot = indexOfLargest(remaining);
    const size = remaining[pivot]!;
    if (!(size > floor)) break;
    const row = Float64Array.from(s.data.subarray(pivot * d, (pivot + 1) * d));
    for (const earlier of factor) subtractMultiple(row, earlier, earlier[pivot]!);
    const scale = 1 / Math.sqrt(size);
    for (let j = 0; j < d; j++) {
      row[j]! *= scale;
      remaining[j]! -= row[j]! * row[j]!;
    }
    remaining[pivot] = -Infinity;
    factor.push(row);
  }
  const data = new Float64Array(factor.length * d);
  factor.forEach((row, i) => data.set(row, i * d));
  return { rows: factor.length, columns: d, data };
};

const indexOfLargest = (values: Float64Array): number => {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
};

const subtractMultiple = (target: Float64Array, row: Float64Array, factor: number): void => {
  if (factor === 0) return;
  for (let j = 0; j < target.length; j++) target[j]! -= factor * row[j]!;
};
