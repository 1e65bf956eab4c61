import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { forEachPairBlock } from '../linear/pairBlocks';
import { divergenceFromUniform } from './divergenceFromUniform';

export interface ModeCoverageOptions {
  /** Standard deviation of each component of the mixture. */
  readonly sigma: number;
  /** A sample is of high quality up to so many deviations from the nearest centre. Default: 3. */
  readonly deviations?: number;
  /** A mode is covered by so many samples of high quality. Default: 1. */
  readonly least?: number;
}

export interface ModeCoverage {
  /** Modes that have `least` samples of high quality. */
  readonly modes: number;
  /** Share of samples of high quality. */
  readonly highQuality: number;
  /** Samples of high quality of each mode. */
  readonly counts: Int32Array;
  /** All samples by their nearest centre. */
  readonly allCounts: Int32Array;
  /** KL(p || uniform) of the samples of high quality over the modes, in nats; `NaN` where there are none. */
  readonly divergence: number;
  /** The same of all samples. */
  readonly allDivergence: number;
}

/**
 * How many modes of a mixture of Gaussians a generator reaches, and how many of its samples are near one: rings and grids in the plane, and mixtures of
 * any dimension.
 *
 * @param samples `[n, d]`.
 * @param centres `[modes, d]`.
 * @throws GanError unless both are rows of finite numbers of one length, and `sigma` is above 0.
 * @see Srivastava et al. 2017, VEEGAN, section 5.1, https://arxiv.org/abs/1705.07761; Lin et al. 2018, PacGAN, https://arxiv.org/abs/1712.04086
 * @example
 * const centres = featureRows(Float64Array.of(-1, 0, 1, 0), 2);
 * modeCoverage(featureRows(Float64Array.of(-1, 0.1, 5, 0), 2), centres, { sigma: 0.1 }).modes; // 1
 */
export function modeCoverage(
  samples: Features,
  centres: Features,
  { sigma, deviations = 3, least = 1 }: ModeCoverageOptions,
): ModeCoverage {
  const where = 'modeCoverage';
  checkFeaturePair(where, samples, centres, 1, ['samples', 'centres']);
  check(sigma > 0 && deviations > 0, () => `${where}: sigma and deviations must be above 0. Got ${sigma} and ${deviations}.`);
  check(Number.isInteger(least) && least > 0, () => `${where}: least must be a positive integer. Got ${least}.`);
  const [counts, allCounts] = [new Int32Array(centres.rows), new Int32Array(centres.rows)];
  const nearest = new Int32Array(samples.rows);
  const distances = new Float64Array(samples.rows).fill(Infinity);
  forEachPairBlock(samples, { ...centres }, 'squaredDistance', ({ top, left, columns, values }) => {
    values.forEach((distance, i) => {
      const row = top + Math.floor(i / columns);
      if (!(distance < distances[row]!)) return;
      distances[row] = distance;
      nearest[row] = left + (i % columns);
    });
  });
  for (let i = 0; i < samples.rows; i++) {
    allCounts[nearest[i]!]! += 1;
    counts[nearest[i]!]! += Number(Math.sqrt(distances[i]!) <= deviations * sigma);
  }
  return {
    modes: counts.filter((count) => count >= least).length,
    highQuality: counts.reduce((sum, count) => sum + count, 0) / samples.rows,
    counts,
    allCounts,
    divergence: divergenceFromUniform(counts),
    allDivergence: divergenceFromUniform(allCounts),
  };
}
