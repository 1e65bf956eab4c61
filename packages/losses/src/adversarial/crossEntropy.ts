import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/** Mean cross-entropy of logits with a constant label in [0, 1]: softplus(-x) + (1 - label) x, which overflows for no logit. */
export function crossEntropy(logits: Tensor, label: number): Scalar {
  if (label === 0) return tf.mean<Scalar>(tf.softplus(logits));
  const ones = tf.softplus(tf.neg(logits));
  return tf.mean<Scalar>(label === 1 ? ones : tf.add(ones, tf.mul(logits, 1 - label)));
}
