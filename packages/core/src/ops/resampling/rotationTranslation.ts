import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';

/**
 * Rotations and translations from four numbers (cos, sin, x, y) each, all divided by the length of (cos, sin), which must not be 0:
 * R(cos, sin) · T(-x, -y), as the affine layer of StyleGAN3's input makes them from w.
 *
 * Shapes: parameters `[N, 4]` → `[N, 3, 3]`, acting on columns (x, y, 1). Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the parameters are `[N, 4]`.
 * @see Karras et al. 2021, "Alias-Free Generative Adversarial Networks", https://arxiv.org/abs/2106.12423
 * @example const identity = rotationTranslation(tf.tensor2d([[1, 0, 0, 0]])); // [1, 3, 3]
 */
export function rotationTranslation(parameters: Tensor2D): Tensor3D {
  checkRank('rotationTranslation', 'parameters', parameters, 2, 'N, 4');
  check(
    axisLength(parameters, 1) === 4,
    () => `rotationTranslation: parameters must be (cos, sin, x, y). Got the shape [${parameters.shape.join(', ')}].`,
  );
  return tf.tidy(() => {
    const count = axisLength(parameters, 0);
    const direction = tf.slice(parameters, [0, 0], [count, 2]);
    const length = tf.sqrt(tf.sum(tf.square(direction), 1, true));
    const [cos, sin, x, y] = tf.split(tf.div<Tensor2D>(parameters, length), 4, 1) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
    const [zero, one] = [tf.zeros([count, 1]), tf.ones([count, 1])];
    const moved = [tf.sub(tf.mul(sin, y), tf.mul(cos, x)), tf.neg(tf.add(tf.mul(sin, x), tf.mul(cos, y)))] as const;
    return tf.reshape(tf.concat([cos, tf.neg(sin), moved[0], sin, cos, moved[1], zero, zero, one] as Tensor2D[], 1), [count, 3, 3]);
  });
}
