import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/**
 * EBGAN's pulling-away term: the mean squared cosine of all pairs of a batch's codes, which keeps fakes apart,
 * Σ_{i≠j} cos(s_i, s_j)² / (N (N - 1)).
 *
 * Shapes: codes of the generated batch `[N, K]`, N ≥ 2 → scalar. For the generator, weighed by 0.1 in the paper. Differentiable to any
 * order; a code of length 0 has the cosine 0 to all and no gradient. The caller disposes.
 *
 * @throws GanError unless codes are `[N, K]` with N of 2 or more.
 * @see Zhao et al. 2017, "Energy-based Generative Adversarial Networks", section 2.4, https://arxiv.org/abs/1609.03126
 * @example pullingAway(tf.tensor2d([[1, 0], [2, 0]])); // 1
 */
export function pullingAway(codes: Tensor2D): Scalar {
  const [count] = codes.shape;
  check(codes.rank === 2 && count >= 2, () => `pullingAway: codes must be [N, K] of two images or more. Got ${shapeOf(codes)}.`);
  return tf.tidy(() => {
    const lengths = tf.sqrt(tf.maximum(tf.sum(tf.square(codes), 1, true), 1e-24));
    const unit: Tensor2D = tf.div(codes, lengths);
    const cosines = tf.matMul(unit, unit, false, true);
    const others = tf.mul(tf.square(cosines), tf.sub(1, tf.eye(count)));
    return tf.div(tf.sum<Scalar>(others), count * (count - 1));
  });
}
