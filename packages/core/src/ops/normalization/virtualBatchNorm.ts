import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import type { Moments } from '../batchMoments';
import { axisLength, checkVector } from '../checks';
import { checkEpsilon } from './checks';
import { groupMoments } from './groupMoments';
import { standardize } from './standardize';

export interface VirtualBatchNormOptions {
  /** `[C]` each: `batchMoments` of the reference batch at this point of the network. */
  readonly reference: Moments;
  /** R, the samples of the reference batch. */
  readonly referenceSize: number;
  /** γ, `[C]`. Default 1. */
  readonly scale?: Tensor1D | undefined;
  /** β, `[C]`. Default 0. */
  readonly offset?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Virtual batch normalization: each sample is normalised by itself together with R samples of a fixed reference batch, so that
 * its output does not depend on the rest of its batch.
 *
 * With w = 1 / (R + 1), own moments m, v and reference moments m_r, v_r of each channel: μ = w m + (1 - w) m_r,
 * σ² = w v + (1 - w) v_r + w (1 - w) (m - m_r)², and y = (x - μ) / √(σ² + ε) · γ + β. This is mean(x²) - μ² of the authors' code without
 * its cancellation. The reference batch itself goes through `batchNorm` with the same γ and β.
 *
 * Shapes: x `[N, …, C]` of rank 2 or more, all vectors `[C]` → the shape of x. A sample of x must have as many places as one of the
 * reference batch for the weights to be right. Differentiable to any order, by the reference moments too. The caller disposes.
 *
 * @throws GanError where a vector has another length, or `referenceSize` is no positive integer.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.5, https://arxiv.org/abs/1606.03498
 * @example const y = virtualBatchNorm(features, { reference: batchMoments(features), referenceSize: 8 }); // [N, 7, 7, 8]
 */
export function virtualBatchNorm<T extends Tensor>(
  x: T,
  { reference, referenceSize, scale, offset, epsilon = 1e-5 }: VirtualBatchNormOptions,
): T {
  const channels = axisLength(x, -1);
  const vectors = { 'reference.mean': reference.mean, 'reference.variance': reference.variance, scale, offset };
  for (const [name, vector] of Object.entries(vectors)) if (vector) checkVector('virtualBatchNorm', name, vector, channels);
  check(
    Number.isInteger(referenceSize) && referenceSize >= 1,
    () => `virtualBatchNorm: referenceSize must be the number of samples of the reference batch, 1 or more. Got ${referenceSize}.`,
  );
  checkEpsilon('virtualBatchNorm', epsilon);

  return tf.tidy(() => {
    const own = groupMoments(x);
    const weight = 1 / (referenceSize + 1);
    const together = (a: Tensor, b: Tensor): Tensor => tf.add(tf.mul(a, weight), tf.mul(b, 1 - weight));
    const between = tf.mul(tf.squaredDifference(own.mean, reference.mean), weight * (1 - weight));
    const mean = together(own.mean, reference.mean) as typeof own.mean;
    const variance = tf.add<typeof own.variance>(together(own.variance, reference.variance), between);
    return standardize(x, { mean, variance, scale, offset, epsilon });
  });
}
