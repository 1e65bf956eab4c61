import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
import { batchMoments, type Moments } from './batchMoments';
import { axisLength, checkVector } from './checks';
import { checkEpsilon, checkPerSample } from './normalization/checks';
import { normalizeBySelf } from './normalization/normalizeBySelf';
import { standardize } from './normalization/standardize';

export interface BatchNormOptions {
  /** γ, `[C]`. Default 1. */
  readonly scale?: Tensor1D | undefined;
  /** β, `[C]`. Default 0. */
  readonly offset?: Tensor1D | undefined;
  /** `[C]`, together with `variance`: what to normalise by. Default: the batch's own moments. */
  readonly mean?: Tensor1D | undefined;
  /** `[C]`, together with `mean`. */
  readonly variance?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/** What batch normalization learns: for each channel, or for each sample and channel. */
export interface NormalizeBatchOptions {
  /** γ, `[C]` or `[N, C]`. Default 1. */
  readonly scale?: Tensor1D | Tensor2D | undefined;
  /** β, of the shape of `scale`. Default 0. */
  readonly offset?: Tensor1D | Tensor2D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/** A normalized batch and its own moments. The caller disposes all three. */
export interface NormalizedBatch<T extends Tensor = Tensor> extends Moments {
  readonly y: T;
}

/** Throws unless the numbers are one for each channel of x, or one for each sample and channel. */
function checkNumbers(name: string, numbers: Tensor, x: Tensor): void {
  if (numbers.rank === 2) checkPerSample('normalizeBatch', name, numbers, x);
  else checkVector('normalizeBatch', name, numbers, axisLength(x, -1));
}

/**
 * Batch normalization by the batch's own moments, which come out too, for moving averages to follow:
 * y = (x - μ) / √(σ² + ε) · γ + β, with μ = mean(x) and σ² = mean((x - μ)²) of each channel.
 *
 * Shapes: x `[N, …, C]` of rank 2 or more, scale and offset `[C]` or `[N, C]` → y of the shape of x, mean and variance `[C]`.
 * Differentiable to any order, all three results. The caller disposes them.
 *
 * @throws GanError where x has fewer than two axes, or scale or offset has another shape.
 * @see Ioffe & Szegedy 2015, "Batch Normalization", Algorithm 1, https://arxiv.org/abs/1502.03167
 * @example const { y, mean, variance } = normalizeBatch(features, { epsilon: 1e-3 }); // y [N, 7, 7, 8]
 */
export function normalizeBatch<T extends Tensor>(x: T, { scale, offset, epsilon = 1e-5 }: NormalizeBatchOptions = {}): NormalizedBatch<T> {
  check(
    x.rank >= 2,
    () => `normalizeBatch: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [${x.shape.join(', ')}].`,
  );
  for (const [name, numbers] of Object.entries({ scale, offset })) if (numbers) checkNumbers(name, numbers, x);
  checkEpsilon('normalizeBatch', epsilon);
  return tf.tidy(() => {
    const fused = normalizeBySelf(x, { instances: 1, scale, offset, epsilon });
    if (fused) return { y: fused.y, mean: fused.mean as Tensor1D, variance: fused.variance as Tensor1D };
    const moments = batchMoments(x);
    return { y: standardize(x, { ...moments, scale, offset, epsilon }), ...moments };
  });
}

/**
 * Batch normalization: y = (x - μ) / √(σ² + ε) · γ + β for each channel, by the moments of the batch or by those given.
 *
 * Shapes: x `[…, C]` of rank 2 or more, all vectors `[C]` → `[…, C]`. Differentiable to any order, through the batch's moments too,
 * and by `mean` and `variance` where they are given. It keeps no moving averages: see `normalizeBatch`. The caller disposes.
 *
 * @throws GanError where a vector has another length, or only one of `mean` and `variance` is given.
 * @see Ioffe & Szegedy 2015, "Batch Normalization", https://arxiv.org/abs/1502.03167
 * @example const y = batchNorm(features, { scale: tf.ones([8]), offset: tf.zeros([8]) }); // [N, 7, 7, 8]
 */
export function batchNorm<T extends Tensor>(x: T, { scale, offset, mean, variance, epsilon = 1e-5 }: BatchNormOptions = {}): T {
  const channels = axisLength(x, -1);
  for (const [name, vector] of Object.entries({ scale, offset, mean, variance }))
    if (vector) checkVector('batchNorm', name, vector, channels);
  check(
    (mean === undefined) === (variance === undefined),
    () => `batchNorm: mean and variance must be given together. Got only ${mean ? 'mean' : 'variance'}.`,
  );
  check(epsilon >= 0, () => `batchNorm: epsilon must be at least 0. Got ${epsilon}.`);

  return tf.tidy(() =>
    mean && variance ? standardize(x, { mean, variance, scale, offset, epsilon }) : normalizeBatch(x, { scale, offset, epsilon }).y,
  );
}
