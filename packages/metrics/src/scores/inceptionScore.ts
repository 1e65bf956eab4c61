import { check } from '@ganblocks/core';
import { labelDistribution } from './labelDistribution';
import { softmaxRows } from './softmaxRows';

export interface ClassOutputs {
  /** Number of classes, the length of a row. */
  readonly classes: number;
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
 * @param outputs Logits or probabilities `[N, classes]`, row by row.
 * @throws GanError for outputs that are not whole rows of finite numbers, probabilities that do not sum to 1, or more splits than samples.
 * @see Salimans et al. 2016, Improved Techniques for Training GANs, section 4, https://arxiv.org/abs/1606.03498
 * @example inceptionScore(Float32Array.of(1, 0, 0, 1), { classes: 2, from: 'probabilities' }).mean; // 2
 */
export function inceptionScore(
  outputs: Float32Array | Float64Array,
  { classes, from = 'logits', splits = 1 }: InceptionScoreOptions,
): InceptionScore {
  const probabilities = probabilitiesOf('inceptionScore', outputs, { classes, from });
  const samples = probabilities.length / classes;
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
  const mean = perSplit.reduce((sum, score) => sum + score, 0) / splits;
  const variance = perSplit.reduce((sum, score) => sum + (score - mean) ** 2, 0) / splits;
  return { mean, deviation: Math.sqrt(variance), perSplit };
}

/**
 * KL(p(y|x) || p(y)) of each sample, in nats, p(y) being the mean over all of them: the inception score is exp of their mean.
 *
 * @param outputs Logits or probabilities `[N, classes]`, row by row.
 * @returns `[N]`
 * @throws GanError as `inceptionScore` does.
 */
export function labelDivergences(outputs: Float32Array | Float64Array, { classes, from = 'logits' }: ClassOutputs): Float64Array {
  const probabilities = probabilitiesOf('labelDivergences', outputs, { classes, from });
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

const probabilitiesOf = (where: string, outputs: Float32Array | Float64Array, { classes, from }: Required<ClassOutputs>): Float64Array => {
  check(Number.isInteger(classes) && classes >= 1, () => `${where}: classes must be a positive integer. Got ${classes}.`);
  check(
    outputs.length > 0 && outputs.length % classes === 0,
    () =>
      `${where}: outputs must be one or more rows of ${classes} numbers. Got ${outputs.length} numbers. Pass [N, ${classes}], row by row.`,
  );
  check(
    outputs.every(Number.isFinite),
    () => `${where}: outputs must be finite. Got NaN or infinity. Check the images and the classifier.`,
  );
  if (from === 'logits') return softmaxRows(outputs, classes);
  const probabilities = Float64Array.from(outputs);
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
