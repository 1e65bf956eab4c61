import type { Features } from '../features/features';
import { forEachPairBlock } from '../linear/pairBlocks';

/**
 * The squared distances of each row to its k-th nearest other row, for each k of a list, from one pass over the pairs. Memory: the largest k numbers a row.
 */
export const squaredRadii = (x: Features, ks: readonly number[]): Float64Array[] => {
  const most = Math.max(...ks);
  const nearest = new Float64Array(x.rows * most).fill(Infinity);
  forEachPairBlock(x, x, 'squaredDistance', ({ top, left, rows, columns, values }) => {
    for (let i = 0; i < rows; i++) {
      for (let j = left === top ? i + 1 : 0; j < columns; j++) {
        const distance = values[i * columns + j]!;
        insert(nearest, top + i, most, distance);
        insert(nearest, left + j, most, distance);
      }
    }
  });
  return ks.map((k) => Float64Array.from({ length: x.rows }, (_, i) => nearest[i * most + k - 1]!));
};

/** Into the row's ascending list of its k nearest. */
const insert = (nearest: Float64Array, row: number, k: number, distance: number): void => {
  const start = row * k;
  let at = start + k - 1;
  if (!(distance < nearest[at]!)) return;
  for (; at > start && nearest[at - 1]! > distance; at--) nearest[at] = nearest[at - 1]!;
  nearest[at] = distance;
};
