import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { Critic, CriticInput } from '@ganblocks/core';
import { criticGradients } from './criticGradients';
import { squaredNorms } from './squaredNorms';

/**
 * Half the mean squared length of the critic's gradient: ½ mean |∇ₓD(x)|², summed over scales.
 *
 * Shapes: images `[N, …]`, of each scale where the critic reads several → scalar. Differentiable to any order that the critic is. The
 * caller disposes.
 *
 * @see Mescheder et al. 2018, "Which Training Methods for GANs do actually Converge?", eq. 9, https://arxiv.org/abs/1801.04406
 * @example squaredGradientAt((x) => tf.mul(tf.sum(x, 1), 3), tf.ones([2, 1])); // 4.5
 */
export const squaredGradientAt = <X extends CriticInput>(critic: Critic<X>, images: X): Scalar =>
  tf.tidy(() => tf.mul(tf.addN(criticGradients(critic, images).map((gradient) => tf.mean<Scalar>(squaredNorms(gradient)))), 0.5));
