import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkEpsilon } from './checks';

export interface PixelNormOptions {
  /** Added to the mean square. Default 1e-8. */
  readonly epsilon?: number;
}

/**
 * Pixelwise feature normalization: y = x / √(mean_c(x²) + ε), the feature vector of each place at length √C.
 *
 * Shapes: x `[…, C]` of rank 2 or more, feature maps or latents → the same. The same in training and inference. Differentiable to
 * any order. The caller disposes.
 *
 * @throws GanError where x has fewer than two axes.
 * @see Karras, Aila, Laine & Lehtinen 2018, "Progressive Growing of GANs", section 4.2, https://arxiv.org/abs/1710.10196
 * @example const y = pixelNorm(latents); // [N, 64], each of length 8
 */
export function pixelNorm<T extends Tensor>(x: T, { epsilon = 1e-8 }: PixelNormOptions = {}): T {
  check(x.rank >= 2, () => `pixelNorm: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  checkEpsilon('pixelNorm', epsilon);
  return tf.tidy(() => tf.mul<T>(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon))));
}
