import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import { normalNumbers, streamOf } from '../features/drawRows';
import type { Features } from '../features/features';
import { unitRows } from '../features/unitRows';
import { addRowProducts } from '../linear/addRowProducts';

/** Directions `[count, d]`, each of length 1, row by row. */
export const randomDirections = (where: string, count: number, columns: number, seed: number): Features => {
  check(Number.isInteger(count) && count > 0, () => `${where}: directions must be a positive integer. Got ${count}.`);
  return unitDirections(where, { rows: count, columns, data: normalNumbers(streamOf(where, seed), count * columns) });
};

/**
 * The same directions, of length 1.
 *
 * @throws GanError where one is all zeros.
 */
export const unitDirections = (where: string, directions: Features): Features => ({
  ...directions,
  data: unitRows(where, 'the directions', directions, 'Leave it out.'),
});

const together = 60;

/**
 * The mean over directions u of the mean of |sort(x u) - sort(y u)|^power: the power of the sliced Wasserstein distance of two sets of as many samples.
 * Memory: a few directions at a time.
 */
export const slicedDistance = (where: string, x: Features, y: Features, directions: Features, power: 1 | 2): number => {
  checkFeaturePair(where, x, y);
  check(x.rows === y.rows, () => `${where}: both must have as many samples. Got ${x.rows} and ${y.rows}. Use as many fakes as reals.`);
  let sum = 0;
  for (let first = 0; first < directions.rows; first += together) {
    const count = Math.min(together, directions.rows - first);
    const [a, b] = [projected(x, directions, first, count), projected(y, directions, first, count)];
    for (let i = 0; i < count; i++) {
      const [p, q] = [a.subarray(i * x.rows, (i + 1) * x.rows).sort(), b.subarray(i * x.rows, (i + 1) * x.rows).sort()];
      for (let k = 0; k < x.rows; k++) {
        const difference = Math.abs(p[k]! - q[k]!);
        sum += power === 1 ? difference : difference * difference;
      }
    }
  }
  return sum / (directions.rows * x.rows);
};

/** `[count, n]`: the samples along some directions. */
const projected = ({ rows, columns, data }: Features, directions: Features, first: number, count: number): Float64Array => {
  const values = new Float64Array(count * rows);
  const along = { data: directions.data as Float64Array, start: first * columns, stride: columns };
  const panel = 240;
  for (let top = 0; top < rows; top += panel) {
    const height = Math.min(panel, rows - top);
    const samples = { data: Float64Array.from(data.subarray(top * columns, (top + height) * columns)), start: 0, stride: columns };
    const shape = { rowsA: count, rowsB: height, length: columns, sign: 1 } as const;
    addRowProducts({ data: values, start: top, stride: rows }, along, samples, shape);
  }
  return values;
};
