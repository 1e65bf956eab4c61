import type { Features } from '../features/features';
import { forEachPairBlock } from '../linear/pairBlocks';
import type { Kernel } from './kernel';

/** Rows of x and of y, by number; a row may come twice. */
export interface RowSubset {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** How many kernels a function of pairs computes. */
export interface PairCounts {
  /** Of all pairs of rows. */
  readonly all: number;
  /** Of the pairs within each subset, one subset after the other. */
  readonly ofSubsets: number;
}

const pairs = (m: number, n: number): number => (m * m + n * n) / 2 + m * n;

export const pairCounts = (x: Features, y: Features, subsets: readonly RowSubset[]): PairCounts => ({
  all: pairs(x.rows, y.rows),
  ofSubsets: subsets.reduce((sum, subset) => sum + pairs(subset.x.length, subset.y.length), 0),
});

/**
 * The unbiased squared MMD of each subset, with the kernel of each pair of rows computed once for all of them. Memory does not grow with the number of
 * pairs.
 */
export const subsetMmds = (x: Features, y: Features, kernel: Kernel, subsets: readonly RowSubset[]): number[] => {
  const [placesX, placesY] = [subsets.map((subset) => subset.x), subsets.map((subset) => subset.y)];
  const [xx, yy] = [sumsWithin(x, kernel, placesX), sumsWithin(y, kernel, placesY)];
  const xy = sumsBetween(x, y, kernel, placesX, placesY);
  return subsets.map((subset, s) => {
    const [m, n] = [subset.x.length, subset.y.length];
    return xx[s]! / (m * (m - 1)) + yy[s]! / (n * (n - 1)) - (2 * xy[s]!) / (m * n);
  });
};

/** Of each subset, the sum over ordered pairs of two of its places. */
const sumsWithin = (x: Features, kernel: Kernel, places: readonly ArrayLike<number>[]): Float64Array => {
  const sums = new Float64Array(places.length);
  const sorted = places.map((rows) => Int32Array.from(rows).sort());
  forEachPairBlock(x, x, kernel.of, ({ top, left, rows, columns, values }) => {
    applyKernel(kernel, values);
    sorted.forEach((rowsOf, s) => {
      const down = within(rowsOf, top, rows);
      if (left !== top) {
        sums[s]! += 2 * sumOf(values, columns, down, within(rowsOf, left, columns));
        return;
      }
      let itself = 0;
      for (const i of down) itself += values[i * columns + i]!;
      sums[s]! += sumOf(values, columns, down, down) - itself;
    });
  });
  return sums;
};

/** Of each subset, the sum over pairs of one of its places in x and one in y. */
const sumsBetween = (
  x: Features,
  y: Features,
  kernel: Kernel,
  placesX: readonly ArrayLike<number>[],
  placesY: readonly ArrayLike<number>[],
): Float64Array => {
  const sums = new Float64Array(placesX.length);
  const [sortedX, sortedY] = [placesX, placesY].map((places) => places.map((rows) => Int32Array.from(rows).sort()));
  // A second view of y, so that all blocks are visited where both are one.
  forEachPairBlock(x, { ...y }, kernel.of, ({ top, left, rows, columns, values }) => {
    applyKernel(kernel, values);
    for (let s = 0; s < sums.length; s++)
      sums[s]! += sumOf(values, columns, within(sortedX![s]!, top, rows), within(sortedY![s]!, left, columns));
  });
  return sums;
};

const applyKernel = (kernel: Kernel, values: Float64Array): void => {
  for (let i = 0; i < values.length; i++) values[i] = kernel.value(values[i]!);
};

/** The rows of a sorted list from `start` on, `count` of them at most, less `start`. */
const within = (sorted: Int32Array, start: number, count: number): Int32Array =>
  sorted.subarray(lowerBound(sorted, start), lowerBound(sorted, start + count)).map((row) => row - start);

const lowerBound = (sorted: Int32Array, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const sumOf = (values: Float64Array, columns: number, down: Int32Array, across: Int32Array): number => {
  let sum = 0;
  for (const i of down) {
    const start = i * columns;
    for (const j of across) sum += values[start + j]!;
  }
  return sum;
};
