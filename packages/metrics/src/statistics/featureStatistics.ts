import { check } from '@ganblocks/core';
import { addRowProducts } from '../linear/addRowProducts';
import type { Matrix } from '../linear/matrix';
import { checkFeatures } from './checkFeatures';
import { keptFeatures } from './keptFeatures';

/** Mean and covariance of a set of features: the Gaussian that a Fréchet distance compares. */
export interface GaussianStatistics {
  /** `[d]` */
  readonly mean: Float64Array;
  /** `[d, d]`, row by row. */
  readonly covariance: Float64Array;
  /** F `[r, d]` with F^T F = covariance, where it is known better than from the covariance itself: features fewer than dimensions. */
  readonly factor?: Matrix;
}

export interface FeatureSummary extends GaussianStatistics {
  /** Number of samples. */
  readonly count: number;
}

export interface FeatureStatistics {
  readonly dimension: number;
  /** Samples added so far. */
  readonly count: number;
  /**
   * Adds samples `[n, dimension]`, row by row; the numbers are copied.
   *
   * @throws GanError if the length is not a multiple of the dimension or a number is not finite; nothing is added then.
   */
  add(features: Float32Array | Float64Array): void;
  /**
   * Mean and covariance (divisor N - 1) of what was added; more may be added afterwards.
   *
   * @throws GanError for fewer than 2 samples.
   */
  result(): FeatureSummary;
}

const blockRows = 255;
const panel = 192;

/**
 * Mean and covariance of features that arrive in batches, in float64: each block of 255 samples is centred on its own mean and then
 * merged, so a large common offset costs no digits.
 *
 *     S <- S + sum (x - m_b)(x - m_b)^T + n k / (n + k) (m_b - m)(m_b - m)^T,    covariance = S / (N - 1)
 *
 * Memory: two d x d matrices. Up to d samples are kept as they are, so that a singular covariance has an exact factor.
 *
 * @param dimension Numbers per sample, d.
 * @throws GanError unless the dimension is a positive integer.
 * @see Chan, Golub & LeVeque 1983, Algorithms for computing the sample variance, https://doi.org/10.1080/00031305.1983.10483115
 * @example
 * const statistics = featureStatistics(2);
 * statistics.add(Float32Array.of(0, 0, 2, 4));
 * statistics.result(); // { count: 2, mean: [1, 2], covariance: [2, 4, 4, 8], factor: … }
 */
export function featureStatistics(dimension: number): FeatureStatistics {
  const d = dimension;
  check(Number.isInteger(d) && d > 0, () => `featureStatistics: dimension must be a positive integer. Got ${dimension}.`);
  const mean = new Float64Array(d);
  const scatter = new Float64Array(d * d);
  const buffer = new Float64Array(blockRows * d);
  const kept = keptFeatures(d);
  let [merged, buffered] = [0, 0];

  const flush = (): void => {
    if (buffered === 0) return;
    merged = mergeBlock({ mean, scatter, count: merged }, buffer.subarray(0, buffered * d));
    buffered = 0;
  };

  return {
    dimension,
    get count() {
      return merged + buffered;
    },
    add(features) {
      checkFeatures('featureStatistics', features, d);
      kept.add(features);
      for (let start = 0; start < features.length;) {
        const rows = Math.min(blockRows - buffered, (features.length - start) / d);
        buffer.set(features.subarray(start, start + rows * d), buffered * d);
        buffered += rows;
        start += rows * d;
        if (buffered === blockRows) flush();
      }
    },
    result() {
      flush();
      check(merged >= 2, () => `featureStatistics: a covariance needs at least 2 samples. Got ${merged}. Add more.`);
      const factor = kept.factor(mean);
      return {
        count: merged,
        mean: mean.slice(),
        covariance: covarianceOf(scatter, d, merged),
        ...(factor === undefined ? {} : { factor }),
      };
    },
  };
}

interface Moments {
  readonly mean: Float64Array;
  /** Upper triangle of the sum of the outer products of the centred samples. */
  readonly scatter: Float64Array;
  readonly count: number;
}

/** Merges a block of samples into the moments, in place; returns the new count. */
const mergeBlock = ({ mean, scatter, count }: Moments, block: Float64Array): number => {
  const d = mean.length;
  const rows = block.length / d;
  const columns = rows + 1;
  const centred = new Float64Array(d * columns);
  const weight = rows / (count + rows);
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += block[i * d + j]!;
    const blockMean = sum / rows;
    for (let i = 0; i < rows; i++) centred[j * columns + i] = block[i * d + j]! - blockMean;
    const shift = blockMean - mean[j]!;
    centred[j * columns + rows] = Math.sqrt(count * weight) * shift;
    mean[j]! += weight * shift;
  }
  for (let top = 0; top < d; top += panel) {
    const rowsOf = { data: centred, start: top * columns, stride: columns };
    const corner = { data: scatter, start: top * d + top, stride: d };
    addRowProducts(corner, rowsOf, rowsOf, { rowsA: Math.min(panel, d - top), rowsB: d - top, length: columns, sign: 1 });
  }
  return count + rows;
};

const covarianceOf = (scatter: Float64Array, d: number, count: number): Float64Array => {
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      const value = scatter[i * d + j]! / (count - 1);
      covariance[i * d + j] = value;
      covariance[j * d + i] = value;
    }
  }
  return covariance;
};
