import type { Features } from '../features/features';
import { forEachPairBlock } from '../linear/pairBlocks';

/** The number of the nearest row of y for each row of x, the first where there are several; where y is x itself, of another row. */
export const nearestRows = (x: Features, y: Features): Int32Array => {
  const nearest = new Int32Array(x.rows);
  const distances = new Float64Array(x.rows).fill(Infinity);
  const note = (row: number, other: number, distance: number): void => {
    // Blocks come in no order of `other`: of equally near ones the first is the one of the lowest number.
    if (distance > distances[row]! || (distance === distances[row]! && other > nearest[row]!)) return;
    distances[row] = distance;
    nearest[row] = other;
  };
  forEachPairBlock(x, y, 'squaredDistance', ({ top, left, rows, columns, values }) => {
    for (let i = 0; i < rows; i++) {
      for (let j = x === y && left === top ? i + 1 : 0; j < columns; j++) {
        const distance = values[i * columns + j]!;
        note(top + i, left + j, distance);
        if (x === y) note(left + j, top + i, distance);
      }
    }
  });
  return nearest;
};
