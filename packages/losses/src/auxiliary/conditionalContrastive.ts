import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkPositive } from '../checks/checkPositive';
import { joined, maskedLogSumExp, similarities } from './similarities';

export interface ConditionalContrastiveOptions {
  /** Default 1. */
  readonly temperature?: number;
}

/**
 * ContraGAN's conditional contrastive loss (2C): an image's embedding e should lie near its label's p and near those of images of its class,
 * mean of -log ((exp(e·p/t) + Σ_same exp(e·e'/t)) / (exp(e·p/t) + Σ_all exp(e·e'/t))), with cosines as products.
 *
 * Shapes: embeddings `[N, D]`, embeddings of each image's label `[N, D]`, labels `[N]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or the temperature is not above 0.
 * @see Kang & Park 2020, "ContraGAN: Contrastive Learning for Conditional Image Generation", eq. 8, https://arxiv.org/abs/2006.12681
 * @example
 * const labels = tf.tensor1d([0, 1], 'int32');
 * conditionalContrastive(tf.tensor2d([[1, 0], [0, 1]]), tf.tensor2d([[1, 0], [0, 1]]), labels); // 0.3132…
 */
export function conditionalContrastive(
  embeddings: Tensor2D,
  proxies: Tensor2D,
  labels: Tensor1D,
  { temperature = 1 }: ConditionalContrastiveOptions = {},
): Scalar {
  checkPositive('conditionalContrastive', { temperature });
  return tf.tidy(() => {
    const { own, pairs, same, other } = similarities('conditionalContrastive', embeddings, proxies, labels);
    const [positive, scores] = [tf.div<Tensor1D>(own, temperature), tf.div<Tensor2D>(pairs, temperature)];
    const near = joined(positive, maskedLogSumExp(scores, same));
    const all = joined(positive, maskedLogSumExp(scores, tf.add(same, other)));
    return tf.mean<Scalar>(tf.sub(all, near));
  });
}
