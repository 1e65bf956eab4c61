import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';

/**
 * mean |a - b|: the reconstruction term of pix2pix (weight 100), of cycles (weight 10) and of identities in CycleGAN.
 *
 * Shapes: two tensors alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ.
 * @see Isola et al. 2017, "Image-to-Image Translation with Conditional Adversarial Networks", eq. 3, https://arxiv.org/abs/1611.07004
 * @example l1(tf.tensor1d([1, 2]), tf.tensor1d([2, 5])); // 2
 */
export function l1(a: Tensor, b: Tensor): Scalar {
  checkAlike('l1', 'both', a, b);
  return tf.tidy(() => tf.mean<Scalar>(tf.abs(tf.sub(a, b))));
}

/**
 * mean (a - b)²: a reconstruction term that blurs where it is unsure.
 *
 * Shapes: two tensors alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ.
 * @example l2(tf.tensor1d([1, 2]), tf.tensor1d([2, 5])); // 5
 */
export function l2(a: Tensor, b: Tensor): Scalar {
  checkAlike('l2', 'both', a, b);
  return tf.tidy(() => tf.mean<Scalar>(tf.squaredDifference(a, b)));
}
