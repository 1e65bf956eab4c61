import { addRowProducts } from './addRowProducts';
import { transpose, type Matrix } from './matrix';

const panel = 48;

/** The size below which a diagonal element counts as rounding: dimension * machine epsilon * the largest diagonal element. */
export const roundingFloor = ({ rows, columns, data }: Matrix): number => {
  let largest = 0;
  for (let i = 0; i < rows; i++) largest = Math.max(largest, data[i * columns + i]!);
  return rows * Number.EPSILON * largest;
};

/**
 * The Cholesky factor F (upper triangle) of a symmetric positive definite S = F^T F, by panels of columns.
 * Returns `undefined` where S is not definite to rounding; `pivotedCholesky` then finds its rank.
 */
export const cholesky = (s: Matrix): Matrix | undefined => {
  const n = s.rows;
  const floor = roundingFloor(s);
  const lower = Float64Array.from(s.data);
  for (let left = 0; left < n; left += panel) {
    const width = Math.min(panel, n - left);
    const rows = { data: lower, start: left * n, stride: n };
    addRowProducts({ ...rows, start: left * n + left }, rows, rows, { rowsA: n - left, rowsB: width, length: left, sign: -1 });
    if (!factorPanel(lower, n, left, width, floor)) return undefined;
  }
  for (let i = 0; i < n; i++) lower.fill(0, i * n + i + 1, (i + 1) * n);
  return { ...transpose({ rows: n, columns: n, data: lower }), upper: true };
};

/** Finishes `width` columns of the lower factor, whose products with earlier columns are already subtracted. */
const factorPanel = (lower: Float64Array, n: number, left: number, width: number, floor: number): boolean => {
  for (let i = left; i < n; i++) {
    for (let j = left; j < Math.min(left + width, i + 1); j++) {
      let value = lower[i * n + j]!;
      for (let k = left; k < j; k++) value -= lower[i * n + k]! * lower[j * n + k]!;
      if (i !== j) {
        lower[i * n + j] = value / lower[j * n + j]!;
        continue;
      }
      if (!(value > floor)) return false;
      lower[i * n + j] = Math.sqrt(value);
    }
  }
  return true;
};
