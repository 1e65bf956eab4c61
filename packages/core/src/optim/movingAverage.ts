import * as tf from '@tensorflow/tfjs-core';

/** What of an average stays and what of a value comes in, as scalars. */
export type Shares = readonly [decay: tf.Scalar, rest: tf.Scalar];

export const shares = (decay: number): Shares => [tf.scalar(decay), tf.scalar(1 - decay)];

/** decay · average + (1 - decay) · value */
export const moved = (average: tf.Tensor, value: tf.Tensor, [decay, rest]: Shares): tf.Tensor =>
  tf.add(tf.mul(average, decay), tf.mul(value, rest));
