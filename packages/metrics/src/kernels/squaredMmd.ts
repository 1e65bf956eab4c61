import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { forEachPairBlock } from '../linear/pairBlocks';
import type { Kernel } from './kernel';

/** Both estimates of a squared maximum mean discrepancy. */
export interface SquaredMmd {
  /** Means over all pairs, those of a sample with itself too. At least 0 but for rounding. */
  readonly biased: number;
  /** Within each set, means over pairs of two samples: right on average, and may be below 0. NaN where a set has one sample. */
  readonly unbiased: number;
}

/**
 * The squared maximum mean discrepancy of two sets, MMD^2 = E k(x, x') + E k(y, y') - 2 E k(x, y), in float64. Memory does not grow with the number
 * of pairs.
 *
 * @throws GanError unless both are rows of finite numbers of one length.
 * @see Gretton et al. 2012, A Kernel Two-Sample Test, lemma 6, https://jmlr.org/papers/v13/gretton12a.html
 */
export const squaredMmd = (where: string, x: Features, y: Features, kernel: Kernel): SquaredMmd => {
  checkFeaturePair(where, x, y);
  const [xx, yy] = [withinSums(x, kernel), withinSums(y, kernel)];
  const [m, n] = [x.rows, y.rows];
  const between = betweenSum(x, y, kernel) / (m * n);
  const biased = xx.all / (m * m) + yy.all / (n * n) - 2 * between;
  const unbiased = (xx.all - xx.diagonal) / (m * (m - 1)) + (yy.all - yy.diagonal) / (n * (n - 1)) - 2 * between;
  check(Number.isFinite(biased), () => `${where}: the kernel must be finite on these features. Got ${biased}. Scale the features down.`);
  return { biased, unbiased };
};

const betweenSum = (x: Features, y: Features, kernel: Kernel): number => {
  let sum = 0;
  // A second view of x where both are one, so that all blocks are visited.
  forEachPairBlock(x, { ...y }, kernel.of, ({ values }) => {
    for (const value of values) sum += kernel.value(value);
  });
  return sum;
};

const withinSums = (x: Features, kernel: Kernel): { all: number; diagonal: number } => {
  let [all, diagonal] = [0, 0];
  forEachPairBlock(x, x, kernel.of, ({ top, left, rows, columns, values }) => {
    let sum = 0;
    for (const value of values) sum += kernel.value(value);
    all += left === top ? sum : 2 * sum;
    if (left !== top) return;
    for (let i = 0; i < rows; i++) diagonal += kernel.value(values[i * columns + i]!);
  });
  return { all, diagonal };
};
