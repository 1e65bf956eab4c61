import type { Features } from '../features/features';
import { addRowDistances } from './addRowDistances';
import { addRowProducts } from './addRowProducts';

/** The values of some pairs: those of rows `top`… of x with rows `left`… of y, `values[i * columns + j]`. */
export interface PairBlock {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** What is computed of two rows: their inner product, or their squared distance. */
export type PairValue = 'product' | 'squaredDistance';

const side = 240;

/**
 * Visits the values of all pairs of a row of x and a row of y in float64, a block of at most 240 x 240 at a time, so that memory does not grow with the
 * number of pairs. Where y is x itself, only blocks on and above the diagonal are visited.
 */
export const forEachPairBlock = (x: Features, y: Features, value: PairValue, visit: (block: PairBlock) => void): void => {
  const length = x.columns;
  const scratch = new Float64Array(Math.min(side, x.rows) * Math.min(side, y.rows));
  for (let top = 0; top < x.rows; top += side) {
    const rows = Math.min(side, x.rows - top);
    const a = panelOf(x, top, rows);
    for (let left = x === y ? top : 0; left < y.rows; left += side) {
      const columns = Math.min(side, y.rows - left);
      const values = scratch.subarray(0, rows * columns).fill(0);
      const b = x === y && left === top ? a : panelOf(y, left, columns);
      const shape = { rowsA: rows, rowsB: columns, length };
      const c = { data: values, start: 0, stride: columns };
      if (value === 'product') addRowProducts(c, a, b, { ...shape, sign: 1 });
      else addRowDistances(c, a, b, shape);
      visit({ top, left, rows, columns, values });
    }
  }
};

const panelOf = ({ data, columns }: Features, start: number, rows: number): { data: Float64Array; start: number; stride: number } => {
  const from = start * columns;
  // One kind of array, so that the inner loops are compiled once.
  const numbers =
    data instanceof Float64Array
      ? data.subarray(from, from + rows * columns)
      : Float64Array.from(data.subarray(from, from + rows * columns));
  return { data: numbers, start: 0, stride: columns };
};
