import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { meanAndDeviation } from '../statistics/meanAndDeviation';
import { labelDistribution } from './labelDistribution';
import { softmaxRows } from './softmaxRows';

export interface ClassOutputs {
  /** What the numbers are. Default: 'logits'. */
  readonly from?: 'logits' | 'probabilities';
}

export interface InceptionScoreOptions extends ClassOutputs {
  /** Consecutive parts that are scored separately. Default: 1. */
  readonly splits?: number;
}

export interface InceptionScore {
  /** Mean over the splits, in [1, classes]. */
  readonly mean: number;
  /** Population standard deviation over the splits: 0 for a single one. */
  readonly deviation: number;
  readonly perSplit: readonly number[];
}

/**
 * The inception score exp(E_x KL(p(y|x) || p(y))) of class outputs, in float64. Split i holds the samples from floor(i N / splits) on.
 *
 * @param outputs Logits or probabilities `[N, classes]`.
 * @throws GanError for outputs that are not rows of finite numbers, probabilities that do not sum to 1, or more splits than samples.
 * @see Salimans et al. 2016, Improved Techniques for Training GANs, section 4, https://arxiv.org/abs/1606.03498
 * @example inceptionScore(featureRows(Float32Array.of(1, 0, 0, 1), 2), { from: 'probabilities' }).mean; // 2
 */
export function inceptionScore(outputs: Features, { from = 'logits', splits = 1 }: InceptionScoreOptions = {}): InceptionScore {
  const probabilities = probabilitiesOf('inceptionScore', outputs, from);
  const { rows: samples, columns: classes } = outputs;
  check(
    Number.isInteger(splits) && splits >= 1 && splits <= samples,
    () => `inceptionScore: splits must be an integer from 1 to the number of samples, ${samples}. Got ${splits}.`,
  );
  const start = (split: number): number => Math.floor((split * samples) / splits) * classes;
  const perSplit = Array.from({ length: splits }, (_, split) => {
    const distribution = labelDistribution(classes);
    distribution.add(probabilities.subarray(start(split), start(split + 1)));
    return Math.exp(distribution.divergence());
  });
  return { ...meanAndDeviation(perSplit), perSplit };
}

/**
 * KL(p(y|x) || p(y)) of each sample, in nats, p(y) being the mean over all of them: the inception score is exp of their mean.
 *
 * @param outputs Logits or probabilities `[N, classes]`.
 * @returns `[N]`
 * @throws GanError as `inceptionScore` does.
 */
export function labelDivergences(outputs: Features, { from = 'logits' }: ClassOutputs = {}): Float64Array {
  const probabilities = probabilitiesOf('labelDivergences', outputs, from);
  const classes = outputs.columns;
  const distribution = labelDistribution(classes);
  distribution.add(probabilities);
  const marginal = distribution.marginal();
  return Float64Array.from({ length: distribution.count }, (_, i) =>
    marginal.reduce((sum, q, c) => {
      const p = probabilities[i * classes + c]!;
      return p > 0 ? sum + p * Math.log(p / q) : sum;
    }, 0),
  );
}

/** Class outputs as probabilities `[N, classes]`, in float64. */
export const probabilitiesOf = (where: string, outputs: Features, from: 'logits' | 'probabilities'): Float64Array => {
  checkFeatureRows(where, 'outputs', outputs);
  const { columns: classes, data } = outputs;
  if (from === 'logits') return softmaxRows(data, classes);
  const probabilities = Float64Array.from(data);
  for (let start = 0; start < probabilities.length; start += classes)
    checkProbabilities(where, probabilities.subarray(start, start + classes), start / classes);
  return probabilities;
};

const checkProbabilities = (where: string, row: Float64Array, index: number): void => {
  const sum = row.reduce((total, p) => total + p, 0);
  check(
    row.every((p) => p >= 0) && Math.abs(sum - 1) < 1e-3,
    () => `${where}: probabilities must be at least 0 and sum to 1. Got the sum ${sum} in row ${index}. Pass from: 'logits' for logits.`,
  );
};
