import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { axisLength, checkVector } from '../checks';
import { checkEpsilon, checkFeatures } from './checks';
import { groupMoments } from './groupMoments';
import { normalizeBySelf } from './normalizeBySelf';
import { standardize } from './standardize';

export interface InstanceNormOptions {
  /** γ, `[C]`. Default 1. */
  readonly scale?: Tensor1D | undefined;
  /** β, `[C]`. Default 0. */
  readonly offset?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Instance normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the mean and the biased variance of each channel of each sample.
 *
 * Shapes: x `[N, …, C]` of rank 3 or more, vectors `[C]` → the shape of x. The same in training and inference. Differentiable to
 * any order. The caller disposes.
 *
 * @throws GanError where x has no places to take moments over, or a vector has another length.
 * @see Ulyanov, Vedaldi & Lempitsky 2016, "Instance Normalization", https://arxiv.org/abs/1607.08022
 * @example const y = instanceNorm(features, { scale: tf.ones([8]), offset: tf.zeros([8]) }); // [N, 7, 7, 8]
 */
export function instanceNorm<T extends Tensor>(x: T, { scale, offset, epsilon = 1e-5 }: InstanceNormOptions = {}): T {
  checkFeatures('instanceNorm', 'x', x);
  for (const [name, vector] of Object.entries({ scale, offset })) if (vector) checkVector('instanceNorm', name, vector, axisLength(x, -1));
  checkEpsilon('instanceNorm', epsilon);
  return tf.tidy(() => {
    const fused = normalizeBySelf(x, { instances: axisLength(x, 0), scale, offset, epsilon });
    return fused?.y ?? standardize(x, { ...groupMoments(x), scale, offset, epsilon });
  });
}
