import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
import { batchMoments } from './batchMoments';
import { axisLength, checkVector } from './checks';

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

/**
 * Batch normalization: y = (x - μ) / √(σ² + ε) · γ + β for each channel, by the moments of the batch or by those given.
 *
 * Shapes: x `[…, C]` of rank 2 or more, all vectors `[C]` → `[…, C]`. Differentiable to any order, through the batch's moments too,
 * and by `mean` and `variance` where they are given. It keeps no moving averages: see `batchMoments`. The caller disposes.
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

  return tf.tidy(() => {
    const moments = mean && variance ? { mean, variance } : batchMoments(x);
    const deviation = tf.rsqrt(tf.add(moments.variance, epsilon));
    const factor = scale ? tf.mul(deviation, scale) : deviation;
    const shift = offset ? tf.sub(offset, tf.mul(moments.mean, factor)) : tf.neg(tf.mul(moments.mean, factor));
    return tf.add<T>(tf.mul(x, factor), shift);
  });
}
