import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/**
 * How far an encoder's numbers a are from latents z in [-1, 1): the cross-entropy of σ(a) with (z + 1) / 2, which lies in [0, 1],
 * mean over examples of Σ softplus(a) - a (z + 1) / 2. `normalize`: the mean over the latents' numbers in place of the sum.
 *
 * Shapes: a, z `[N, D]` → scalar. Where a is 0, it is ln 2 a number. The caller disposes.
 */
export function latentRegression(a: Tensor, z: Tensor, normalize: boolean): Scalar {
  return tf.tidy(() => {
    const [, size = 1] = z.shape;
    const mean = tf.mean<Scalar>(tf.sub(tf.softplus(a), tf.mul(a, tf.mul(tf.add(z, 1), 0.5))));
    return normalize ? mean : tf.mul<Scalar>(mean, size);
  });
}
