import { checkFeaturePair } from '../features/checkFeatureRows';
import { drawIndices, streamOf, takeRows } from '../features/drawRows';
import type { Features } from '../features/features';
import { randomDirections, slicedDistance } from './slicedWasserstein';

export interface MongeInceptionDistanceOptions {
  /** Random directions. Default: 1,000. */
  readonly directions?: number;
  /** Of the directions, and of the choice of samples where one set is larger. Default: 0. */
  readonly seed?: number;
}

/**
 * MIND, the Monge inception distance: 3 d times the mean over random directions of the squared Wasserstein distance of the samples along them,
 *
 *     3 d / (M n) sum_i sum_j |sort(x u_i)_j - sort(y u_i)_j|^2,
 *
 * in float64. It forms no covariance and needs fewer samples than a Fréchet distance. Of the larger set as many samples are drawn as the smaller has.
 *
 * @param x Features `[n, d]`.
 * @param y Features `[m, d]`.
 * @throws GanError unless both are rows of finite numbers of one length.
 * @see Berthet et al. 2026, MIND: Monge Inception Distance for Generative Models Evaluation, https://arxiv.org/abs/2605.06797
 * @example mongeInceptionDistance(featureRows(Float64Array.of(0, 1), 1), featureRows(Float64Array.of(3, 2), 1)); // 12: both moved by 2
 */
export function mongeInceptionDistance(
  x: Features,
  y: Features,
  { directions = 1000, seed = 0 }: MongeInceptionDistanceOptions = {},
): number {
  const where = 'mongeInceptionDistance';
  checkFeaturePair(where, x, y);
  const count = Math.min(x.rows, y.rows);
  const random = streamOf(`${where} samples`, seed);
  const [a, b] = [x, y].map((set) => (set.rows === count ? set : takeRows(set, drawIndices(random, count, set.rows)))) as [
    Features,
    Features,
  ];
  return 3 * x.columns * slicedDistance(where, a, b, randomDirections(where, directions, x.columns, seed), 2);
}
