import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkLabels } from '../checks/checkLabels';

/** The logit of each row's own class: `[N, K]`, int32 `[N]` → `[N]`. */
export const ownLogits = (logits: Tensor2D, labels: Tensor1D): Tensor1D =>
  tf.sum(tf.mul(logits, tf.cast(tf.oneHot(labels, logits.shape[1]), 'float32')), 1);

/**
 * The mean cross-entropy of class logits with labels: mean (log Σ exp x - x_y). AC-GAN's class term, and Odena's K + 1 classes, where
 * fakes have the label K.
 *
 * Shapes: logits `[N, K]`, labels int32 `[N]` in [0, K) → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where logits and labels do not fit.
 * @see Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", eq. 3, https://arxiv.org/abs/1610.09585
 * @see Odena 2016, "Semi-Supervised Learning with Generative Adversarial Networks", https://arxiv.org/abs/1606.01583
 * @example classCrossEntropy(tf.zeros([2, 4]), tf.tensor1d([0, 3], 'int32')); // 1.3862…
 */
export function classCrossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  checkLabels('classCrossEntropy', logits, labels);
  return tf.tidy(() => tf.mean<Scalar>(tf.sub(tf.logSumExp(logits, 1), ownLogits(logits, labels))));
}
