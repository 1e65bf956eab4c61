import * as tf from '@tensorflow/tfjs-core';
import { check } from '../errors/index';

/**
 * Gradient clipping by the global norm: g ← g · limit / max(‖all g‖₂, limit), one factor for all gradients, so that their direction stays.
 *
 * Returns the function that a step's context takes as `reduceGradients`. Gradients of any shapes, float32 → as many of the same shapes, which are the
 * caller's. Where the norm is not finite all of them are NaN, so that no check of losses or weights overlooks it. Nothing is read back from the backend.
 *
 * @throws GanError if the limit is no finite number above 0.
 * @see Pascanu et al. 2013, "On the difficulty of training recurrent neural networks", Algorithm 1, https://arxiv.org/abs/1211.5063
 * @example
 * const clip = clipGlobalNorm(0.25);
 * const [clipped] = clip([tf.tensor1d([0.3, 0.4])]); // [0.15, 0.2]
 */
export function clipGlobalNorm(limit: number): (gradients: readonly tf.Tensor[]) => tf.Tensor[] {
  check(Number.isFinite(limit) && limit > 0, () => `clipGlobalNorm: limit must be a finite number above 0. Got ${limit}.`);
  return (gradients) => {
    if (gradients.length === 0) return [];
    return tf.tidy(() => {
      const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
      // norm · 0 is 0, and NaN where the norm is infinite or NaN.
      const factor = tf.add(tf.div(limit, tf.maximum(norm, limit)), tf.mul(norm, 0));
      return gradients.map((gradient) => tf.mul(gradient, factor));
    });
  };
}
