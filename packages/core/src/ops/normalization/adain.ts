import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { axisLength } from '../checks';
import { checkEpsilon, checkFeatures, checkPerSample } from './checks';
import { groupMoments } from './groupMoments';
import { normalizeBySelf } from './normalizeBySelf';
import { standardize } from './standardize';

export interface AdainStyle {
  /** `[N, C]`, multiplied as it is; StyleGAN adds 1 to what its dense layer says. */
  readonly scale: Tensor2D;
  /** `[N, C]`. */
  readonly offset: Tensor2D;
  /** Added to the variance. Default 1e-8, as in StyleGAN. */
  readonly epsilon?: number;
}

/**
 * Adaptive instance normalization by a style: y[n, …, c] = scale[n, c] · (x - μ) / √(σ² + ε) + offset[n, c], by the mean and the
 * biased variance of each channel of each sample. See `featureAdain` for the style of another image.
 *
 * Shapes: x `[N, …, C]` of rank 3 or more, scale and offset `[N, C]` → the shape of x. The same in training and inference.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where x has no places to take moments over, or the style is not `[N, C]`.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture", eq. 1, https://arxiv.org/abs/1812.04948
 * @example const y = adain(features, { scale: tf.ones([8, 8]), offset: tf.zeros([8, 8]) }); // [N, 7, 7, 8]
 */
export function adain<T extends Tensor>(x: T, { scale, offset, epsilon = 1e-8 }: AdainStyle): T {
  checkFeatures('adain', 'x', x);
  checkPerSample('adain', 'scale', scale, x);
  checkPerSample('adain', 'offset', offset, x);
  checkEpsilon('adain', epsilon);
  return tf.tidy(() => {
    const fused = normalizeBySelf(x, { instances: axisLength(x, 0), scale, offset, epsilon });
    return fused?.y ?? standardize(x, { ...groupMoments(x), scale, offset, epsilon });
  });
}
