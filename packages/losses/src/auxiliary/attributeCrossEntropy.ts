import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';

/**
 * The cross-entropy of attribute logits with attributes that are there or not, summed over attributes and averaged over the batch:
 * Σ softplus(x) - a x, divided by N. StarGAN's class term for CelebA.
 *
 * Shapes: logits and attributes (0 or 1) `[N, A]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ.
 * @see Choi et al. 2018, "StarGAN: Unified Generative Adversarial Networks for Multi-Domain Image-to-Image Translation", eq. 2-3, https://arxiv.org/abs/1711.09020
 * @example attributeCrossEntropy(tf.zeros([1, 2]), tf.tensor2d([[1, 0]])); // 1.3862…
 */
export function attributeCrossEntropy(logits: Tensor2D, attributes: Tensor2D): Scalar {
  checkAlike('attributeCrossEntropy', 'logits and attributes', logits, attributes, ' [N, attributes]');
  return tf.tidy(() => tf.div(tf.sum<Scalar>(tf.sub(tf.softplus(logits), tf.mul(attributes, logits))), logits.shape[0]));
}
