import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { batchMoments } from '../batchMoments';

export interface DataDependentInitializationOptions {
  /** The deviation of the outputs at the start. Default 1. */
  readonly scale?: number;
  /** Added to the variance. Default 1e-10. */
  readonly epsilon?: number;
}

/** What weight normalization starts with; both are the caller's to dispose. */
export interface InitialGainAndBias {
  /** `[K]` */
  readonly gain: Tensor1D;
  /** `[K]` */
  readonly bias: Tensor1D;
}

/**
 * The gain and the bias with which a weight-normalized layer gives outputs of mean 0 and deviation `scale` on one batch:
 * g = scale / √(σ² + ε), b = -μ · g, with μ and σ² the moments of its responses t = x · v / |v|, without gain and bias.
 *
 * Shapes: responses t `[…, K]` of rank 2 or more → g `[K]`, b `[K]`. Layer by layer: the next one sees the initialised outputs of this one.
 * Differentiable to any order, though it is done once, before training. The caller disposes.
 *
 * @throws GanError unless `scale` and `epsilon` are finite and epsilon is at least 0.
 * @see Salimans & Kingma 2016, "Weight Normalization", section 3, https://arxiv.org/abs/1602.07868
 * @example const { gain, bias } = dataDependentInitialization(tf.tensor2d([1, 3], [2, 1]), { scale: 2 }); // [2], [-4]
 */
export function dataDependentInitialization(
  responses: Tensor,
  { scale = 1, epsilon = 1e-10 }: DataDependentInitializationOptions = {},
): InitialGainAndBias {
  check(
    Number.isFinite(scale) && Number.isFinite(epsilon) && epsilon >= 0,
    () => `dataDependentInitialization: scale must be finite, epsilon at least 0. Got ${scale} and ${epsilon}.`,
  );
  return tf.tidy(() => {
    const { mean, variance } = batchMoments(responses);
    const gain = tf.mul<Tensor1D>(tf.rsqrt(tf.add(variance, epsilon)), scale);
    return { gain, bias: tf.neg(tf.mul<Tensor1D>(mean, gain)) };
  });
}
