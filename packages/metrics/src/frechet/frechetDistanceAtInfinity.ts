import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import { drawIndices, streamOf, takeRows } from '../features/drawRows';
import type { Features } from '../features/features';
import { frechetDistance, statisticsOf, withFactor } from './frechetDistance';

export interface Extrapolation {
  /** The value of the line at infinitely many samples. */
  readonly atInfinity: number;
  /** Slope of the line over 1 / N. */
  readonly slope: number;
}

/**
 * A line through values over 1 / N by least squares, and its value at 1 / N = 0: the bias of a Fréchet distance is about proportional to 1 / N.
 *
 * @param counts Numbers of samples, at least two different ones.
 * @param values The value at each.
 * @throws GanError unless there are as many finite values as counts, and two different counts.
 * @see Chong & Forsyth 2020, Effectively Unbiased FID and Inception Score, https://arxiv.org/abs/1911.07023
 * @example extrapolateToInfinity([1, 2, 4], [9, 5, 3]); // { atInfinity: 1, slope: 8 }
 */
export function extrapolateToInfinity(counts: ArrayLike<number>, values: ArrayLike<number>): Extrapolation {
  const where = 'extrapolateToInfinity';
  check(counts.length === values.length, () => `${where}: expected a value for each count. Got ${values.length} and ${counts.length}.`);
  const [x, y] = [Array.from(counts, (count) => 1 / count), Array.from(values)];
  check([...x, ...y].every(Number.isFinite), () => `${where}: counts must be above 0 and values finite. Got ${y.join(', ')}.`);
  check(
    new Set(x).size > 1,
    () => `${where}: a line needs values at two different counts. Got ${Array.from(counts).join(', ')}. Add another.`,
  );
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const [mx, my] = [mean(x), mean(y)];
  const slope = mean(x.map((value, i) => (value - mx) * (y[i]! - my))) / mean(x.map((value) => (value - mx) ** 2));
  return { atInfinity: my - slope * mx, slope };
}

export interface FrechetDistanceAtInfinityOptions {
  /** How many subsets of the fakes, of evenly spaced sizes up to all. Default: 15. */
  readonly points?: number;
  /** Fakes of the smallest subset. Default: a tenth, at least 2. */
  readonly smallest?: number;
  /** Of the drawing. Default: 0. */
  readonly seed?: number;
}

export interface FrechetDistanceAtInfinity extends Extrapolation {
  readonly counts: readonly number[];
  /** The distance of each subset. */
  readonly distances: readonly number[];
}

/**
 * The Fréchet distance extrapolated to infinitely many fakes: of random subsets of several sizes, against all reals. It takes `points` distances.
 *
 * @throws GanError unless both are rows of finite numbers of one length and the sizes fit.
 * @see Chong & Forsyth 2020, Effectively Unbiased FID and Inception Score, section 3, https://arxiv.org/abs/1911.07023. The paper draws the latents of
 *   its fakes from a Sobol sequence; here the fakes are what they are.
 */
export function frechetDistanceAtInfinity(
  real: Features,
  fake: Features,
  { points = 15, smallest = Math.max(2, Math.floor(fake.rows / 10)), seed = 0 }: FrechetDistanceAtInfinityOptions = {},
): FrechetDistanceAtInfinity {
  const where = 'frechetDistanceAtInfinity';
  checkFeaturePair(where, real, fake, 2, ['real', 'fake']);
  check(Number.isInteger(points) && points >= 2, () => `${where}: points must be an integer from 2. Got ${points}.`);
  check(
    Number.isInteger(smallest) && smallest >= 2 && smallest < fake.rows,
    () => `${where}: smallest must be an integer from 2 to ${fake.rows - 1}, less than there are fakes. Got ${smallest}.`,
  );
  const random = streamOf(where, seed);
  const counts = Array.from({ length: points }, (_, i) => Math.round(smallest + ((fake.rows - smallest) * i) / (points - 1)));
  const reals = withFactor(statisticsOf(real));
  const subset = (count: number): Features => takeRows(fake, drawIndices(random, count, fake.rows));
  const distances = counts.map((count) => frechetDistance(reals, statisticsOf(subset(count))).distance);
  return { ...extrapolateToInfinity(counts, distances), counts, distances };
}
