import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import { drawIndices, streamOf, takeRows } from '../features/drawRows';
import type { Features } from '../features/features';
import { meanAndDeviation } from '../statistics/meanAndDeviation';
import { polynomialKernel, type Kernel } from './kernel';
import { squaredMmd, type SquaredMmd } from './squaredMmd';
import { pairCounts, subsetMmds } from './subsetMmds';

/** Rows of x and of y that make a subset. */
export interface KidSubset {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** The kernel (gamma x.y + coefficient)^degree. */
export interface PolynomialKernelOptions {
  /** Default: 3. */
  readonly degree?: number;
  /** Default: 1 / columns. */
  readonly gamma?: number;
  /** Default: 1. */
  readonly coefficient?: number;
}

export interface KernelInceptionDistanceOptions extends PolynomialKernelOptions {
  /** How many subsets are drawn, or their rows. Default: 100. */
  readonly subsets?: number | readonly KidSubset[];
  /** Samples of either set in a drawn subset. Default: 1,000, or as many as the smaller set has. */
  readonly subsetSize?: number;
  /** Of the drawing. Default: 0. */
  readonly seed?: number;
}

export interface KernelInceptionDistance {
  /** Mean over the subsets: what is reported as KID. About 0 for sets of one distribution, and then below 0 half of the time. */
  readonly mean: number;
  /** Population standard deviation over the subsets. */
  readonly deviation: number;
  readonly perSubset: readonly number[];
}

/**
 * The kernel inception distance: the unbiased squared MMD with the kernel (x.y / d + 1)^3, mean and deviation over random subsets, in float64. The kernel
 * of each pair of rows is computed once for all subsets, or for each subset where that is less: 100 subsets of 1,000 out of more than 10,000. Memory does
 * not grow with the number of pairs.
 *
 * @param x Features `[n, d]`, n >= 2.
 * @param y Features `[m, d]`, m >= 2.
 * @throws GanError unless both are rows of finite numbers of one length, at least 2 of each, the subsets are of rows that there are, and the kernel's
 *   numbers are in range.
 * @see Bińkowski et al. 2018, Demystifying MMD GANs, section 4, https://arxiv.org/abs/1801.01401
 * @example
 * const x = featureRows(Float64Array.of(0, 1, 2), 1);
 * kernelInceptionDistance(x, x, { subsets: 10, subsetSize: 3 }).deviation < 1e-12; // every subset of 3 is the whole
 */
export function kernelInceptionDistance(
  x: Features,
  y: Features,
  { subsets = 100, subsetSize, seed = 0, ...kernel }: KernelInceptionDistanceOptions = {},
): KernelInceptionDistance {
  checkFeaturePair(where, x, y, 2);
  const chosen = typeof subsets === 'number' ? drawSubsets(x, y, { subsets, subsetSize, seed }) : subsets;
  check(chosen.length > 0, () => `${where}: there must be a subset at least. Got none. Leave subsets out, or pass a number above 0.`);
  for (const subset of chosen) checkSubset(subset, x, y);
  const { all, ofSubsets } = pairCounts(x, y, chosen);
  const perSubset =
    all <= ofSubsets
      ? subsetMmds(x, y, kernelOf(x, kernel), chosen)
      : chosen.map((rows) => polynomialMmd(takeRows(x, rows.x), takeRows(y, rows.y), kernel).unbiased);
  check(
    perSubset.every(Number.isFinite),
    () => `${where}: the kernel must be finite on these features. Got NaN or infinity. Scale them down.`,
  );
  return { ...meanAndDeviation(perSubset), perSubset };
}

/**
 * The squared MMD of two whole sets with KID's kernel, both estimates; see `kernelInceptionDistance`.
 *
 * @throws GanError unless both are rows of finite numbers of one length.
 * @example
 * const [x, y] = [featureRows(Float64Array.of(-1, 1), 1), featureRows(Float64Array.of(-1, 1), 1)];
 * polynomialMmd(x, y).biased; // 0
 */
export function polynomialMmd(x: Features, y: Features, kernel: PolynomialKernelOptions = {}): SquaredMmd {
  return squaredMmd('polynomialMmd', x, y, kernelOf(x, kernel));
}

const where = 'kernelInceptionDistance';

const kernelOf = (x: Features, { degree = 3, gamma = 1 / x.columns, coefficient = 1 }: PolynomialKernelOptions): Kernel => {
  for (const [name, value] of Object.entries({ degree, gamma }))
    check(value > 0 && Number.isFinite(value), () => `${where}: ${name} must be a finite number above 0. Got ${value}.`);
  check(
    coefficient >= 0 && Number.isFinite(coefficient),
    () => `${where}: coefficient must be a finite number from 0. Got ${coefficient}.`,
  );
  return polynomialKernel({ degree, gamma, coefficient });
};

const drawSubsets = (
  x: Features,
  y: Features,
  { subsets, subsetSize, seed }: { subsets: number; subsetSize: number | undefined; seed: number },
): readonly KidSubset[] => {
  const most = Math.min(x.rows, y.rows);
  const size = subsetSize ?? Math.min(1000, most);
  check(Number.isInteger(subsets) && subsets > 0, () => `${where}: subsets must be a positive integer. Got ${subsets}.`);
  check(
    Number.isInteger(size) && size >= 2 && size <= most,
    () => `${where}: subsetSize must be an integer from 2 to ${most}, the samples of the smaller set. Got ${size}.`,
  );
  const random = streamOf(where, seed);
  return Array.from({ length: subsets }, () => ({ x: drawIndices(random, size, x.rows), y: drawIndices(random, size, y.rows) }));
};

const checkSubset = (subset: KidSubset, x: Features, y: Features): void => {
  for (const [name, rows, of] of [
    ['x', subset.x, x.rows],
    ['y', subset.y, y.rows],
  ] as const) {
    check(rows.length >= 2, () => `${where}: a subset must have at least 2 rows of ${name}. Got ${rows.length}.`);
    const wrong = Array.from(rows).find((row) => !Number.isInteger(row) || row < 0 || row >= of);
    check(wrong === undefined, () => `${where}: rows of ${name} must be whole numbers from 0 to ${of - 1}. Got ${wrong}.`);
  }
};
