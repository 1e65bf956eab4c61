import * as tf from '@tensorflow/tfjs-core';

/**
 * One step of an exponential moving average: average · decay + value · (1 - decay).
 *
 * Computed as average + (value - average) · (1 - decay), which keeps decays close to 1 exact in float32; a decay of 0 gives `value` itself.
 * Both tensors have one shape; the caller disposes the result.
 *
 * @example
 * const average = tf.variable(tf.zeros([2]));
 * average.assign(tf.tidy(() => emaUpdate(average, tf.ones([2]), 0.999)));
 */
export function emaUpdate(average: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor {
  if (decay === 0) return tf.clone(value);
  return tf.tidy(() => tf.add(average, tf.mul(tf.sub(value, average), 1 - decay)));
}
