import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { normalizeBatch } from '../batchNorm';
import { axisLength, checkVector } from '../checks';
import { checkEpsilon, checkPerSample } from './checks';
import { standardize } from './standardize';

export interface ConditionalBatchNormOptions {
  /** γ, `[N, C]`, multiplied as it is: rows of a table by class, or 1 + a dense layer of the condition. */
  readonly scale: Tensor2D;
  /** β, `[N, C]`. */
  readonly offset: Tensor2D;
  /** `[C]`, together with `variance`: what to normalise by. Default: the batch's own moments. */
  readonly mean?: Tensor1D | undefined;
  /** `[C]`, together with `mean`. */
  readonly variance?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Conditional batch normalization: y[n, …, c] = (x - μ[c]) / √(σ²[c] + ε) · γ[n, c] + β[n, c], by the moments of the batch or by those given.
 *
 * Where γ and β come from makes its kinds: a class (Dumoulin; Miyato), class and latent (BigGAN), the latent alone (self-modulation).
 *
 * Shapes: x `[N, …, C]` of rank 2 or more, scale and offset `[N, C]`, mean and variance `[C]` → the shape of x. It keeps no moving
 * averages: see `normalizeBatch`. Differentiable to any order, through the batch's moments too. The caller disposes.
 *
 * @throws GanError where scale or offset is not `[N, C]`, or only one of `mean` and `variance` is given.
 * @see Dumoulin, Shlens & Kudlur 2017, "A Learned Representation For Artistic Style", https://arxiv.org/abs/1610.07629
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training" (BigGAN), https://arxiv.org/abs/1809.11096
 * @see Chen, Lucic, Houlsby & Gelly 2019, "On Self Modulation for Generative Adversarial Networks", https://arxiv.org/abs/1810.01365
 * @example const y = conditionalBatchNorm(features, { scale: tf.ones([8, 8]), offset: tf.zeros([8, 8]) }); // [N, 7, 7, 8]
 */
export function conditionalBatchNorm<T extends Tensor>(
  x: T,
  { scale, offset, mean, variance, epsilon = 1e-5 }: ConditionalBatchNormOptions,
): T {
  checkPerSample('conditionalBatchNorm', 'scale', scale, x);
  checkPerSample('conditionalBatchNorm', 'offset', offset, x);
  for (const [name, vector] of Object.entries({ mean, variance }))
    if (vector) checkVector('conditionalBatchNorm', name, vector, axisLength(x, -1));
  check(
    (mean === undefined) === (variance === undefined),
    () => `conditionalBatchNorm: mean and variance must be given together. Got only ${mean ? 'mean' : 'variance'}.`,
  );
  checkEpsilon('conditionalBatchNorm', epsilon);
  if (!mean || !variance) return tf.tidy(() => normalizeBatch(x, { scale, offset, epsilon }).y);
  return tf.tidy(() => standardize(x, { mean, variance, scale, offset, epsilon }));
}
