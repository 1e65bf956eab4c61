import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { Critic, CriticInput } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { checkWeights } from '../checks/checkWeights';
import { criticGradients } from './criticGradients';
import { lengthsOf, squaredNorms } from './squaredNorms';

export interface GradientPenaltyAtOptions {
  /** The length that gradients should have. Default 1; 0 where the critic should be flat. */
  readonly center?: number;
  /** Whether only longer gradients are penalized. Default false. */
  readonly oneSided?: boolean;
  /** Of critics of several scales: 'mean' penalizes each scale's gradient and averages, 'joint' the gradient of all scales as one. Default 'mean'. */
  readonly scales?: 'mean' | 'joint';
}

/**
 * The gradient penalty at given points: mean (|∇ₓD(x)| - center)², without weight.
 *
 * Shapes: images `[N, …]`, of each scale where the critic reads several → scalar. Differentiable to any order that the critic is. A
 * gradient of length 0 has the derivative 0. The caller disposes.
 *
 * @throws GanError where an option is out of range.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", eq. 3, https://arxiv.org/abs/1704.00028
 * @see Petzka et al. 2018, "On the regularization of Wasserstein GANs" (one-sided), https://arxiv.org/abs/1709.08894
 * @example gradientPenaltyAt((x) => tf.mul(tf.sum(x, 1), 3), tf.ones([2, 1])); // 4
 */
export function gradientPenaltyAt<X extends CriticInput>(
  critic: Critic<X>,
  images: X,
  { center = 1, oneSided = false, scales = 'mean' }: GradientPenaltyAtOptions = {},
): Scalar {
  checkWeights('gradientPenaltyAt', { center });
  checkChoice('gradientPenaltyAt', 'scales', scales, ['mean', 'joint']);
  const penalized = (squares: Tensor1D): Scalar => {
    if (center === 0) return tf.mean(squares);
    const excess = tf.sub(lengthsOf(squares), center);
    return tf.mean(tf.square(oneSided ? tf.relu(excess) : excess));
  };
  return tf.tidy(() => {
    const squares = criticGradients(critic, images).map(squaredNorms);
    return scales === 'joint' ? penalized(tf.addN(squares)) : tf.div(tf.addN(squares.map(penalized)), squares.length);
  });
}
