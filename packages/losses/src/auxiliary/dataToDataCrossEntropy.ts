import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check, stopGradient } from '@ganblocks/core';
import { checkPositive } from '../checks/checkPositive';
import { joined, maskedLogSumExp, similarities } from './similarities';

export interface DataToDataCrossEntropyOptions {
  /** Default 0.5. */
  readonly temperature?: number;
  /** The cosine from which an image is near enough to its label. Default 0.98. */
  readonly margin?: number;
  /** Whether each row's highest similarity, as a score, is subtracted as a constant, as in the released code; it changes the value. Default true. */
  readonly released?: boolean;
}

/**
 * ReACGAN's data-to-data cross-entropy (D2D-CE): with a = relu((m - e·p) / t), mean of a + log(exp(-a) + Σ_other exp(relu((e·e' + m - 1) / t))), over images
 * e' of other labels. Easy positives and negatives give no gradient.
 *
 * Shapes: embeddings `[N, D]`, embeddings of each image's label `[N, D]`, labels `[N]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or an option is out of range.
 * @see Kang et al. 2021, "Rebooting ACGAN: Auxiliary Classifier GANs with Stable Training", eq. 7, https://arxiv.org/abs/2111.01118
 * @example
 * const labels = tf.tensor1d([0, 1], 'int32');
 * dataToDataCrossEntropy(tf.tensor2d([[1, 0], [-1, 0]]), tf.tensor2d([[1, 0], [-1, 0]]), labels, { released: false }); // 0.6931…
 */
export function dataToDataCrossEntropy(
  embeddings: Tensor2D,
  proxies: Tensor2D,
  labels: Tensor1D,
  { temperature = 0.5, margin = 0.98, released = true }: DataToDataCrossEntropyOptions = {},
): Scalar {
  checkPositive('dataToDataCrossEntropy', { temperature });
  check(margin > -1 && margin <= 1, () => `dataToDataCrossEntropy: margin must lie in (-1, 1]. Got ${margin}.`);
  return tf.tidy(() => {
    const { own, pairs, same, other } = similarities('dataToDataCrossEntropy', embeddings, proxies, labels);
    const attract = tf.relu(tf.div(tf.sub(margin, own), temperature)) as Tensor1D;
    const scores = tf.div<Tensor2D>(tf.add(pairs, margin - 1), temperature);
    const highest = tf.max(tf.add(scores, tf.mul(tf.sub(tf.add(same, other), 1), 1e9)), 1, true);
    const repel = released ? tf.sub<Tensor2D>(tf.relu(scores), stopGradient(highest)) : tf.relu(scores);
    return tf.mean<Scalar>(tf.add(attract, joined(tf.neg(attract), maskedLogSumExp(repel, other))));
  });
}
