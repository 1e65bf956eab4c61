import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check, stopGradient } from '@ganblocks/core';

/** Rows of length 1. */
const unit = (x: Tensor2D): Tensor2D => tf.div(x, tf.sqrt(tf.maximum(tf.sum(tf.square(x), 1, true), 1e-24)));

interface Similarities {
  /** `[N]`: of each embedding with its class's. */
  readonly own: Tensor1D;
  /** `[N, N]` */
  readonly pairs: Tensor2D;
  /** 1 for pairs of different images of one class. */
  readonly same: Tensor2D;
  /** 1 for pairs of unlike classes. */
  readonly other: Tensor2D;
}

function similarities(where: string, embeddings: Tensor2D, proxies: Tensor2D, labels: Tensor1D): Similarities {
  const count = embeddings.shape[0];
  check(embeddings.shape.join() === proxies.shape.join() && labels.size === count, () => {
    return `${where}: embeddings and the embeddings of their labels must be [N, D] alike, labels [N]. Got [${embeddings.shape.join(', ')}], [${proxies.shape.join(', ')}] and [${labels.shape.join(', ')}].`;
  });
  const [e, p] = [unit(embeddings), unit(proxies)];
  const equal = tf.cast<Tensor2D>(tf.equal<Tensor2D>(tf.reshape(labels, [count, 1]), tf.reshape(labels, [1, count])), 'float32');
  return { own: tf.sum(tf.mul(e, p), 1), pairs: tf.matMul(e, e, false, true), same: tf.sub(equal, tf.eye(count)), other: tf.sub(1, equal) };
}

/** log Σ of those entries of a row that the mask picks. */
const maskedLogSumExp = (scores: Tensor2D, mask: Tensor2D): Tensor1D => tf.logSumExp(tf.add(scores, tf.mul(tf.sub(mask, 1), 1e9)), 1);

const joined = (...columns: Tensor1D[]): Tensor1D => tf.logSumExp(tf.stack(columns, 1), 1);

export interface Contrastive2cOptions {
  /** Default 1. */
  readonly temperature?: number;
}

/**
 * ContraGAN's conditional contrastive loss: an image's embedding e should lie near its label's p and near those of images of its class,
 * mean of -log ((exp(e·p/t) + Σ_same exp(e·e'/t)) / (exp(e·p/t) + Σ_all exp(e·e'/t))), with cosines as products.
 *
 * Shapes: embeddings `[N, D]`, embeddings of each image's label `[N, D]`, labels `[N]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or the temperature is not above 0.
 * @see Kang & Park 2020, "ContraGAN", eq. 8, https://arxiv.org/abs/2006.12681
 * @example const term = contrastive2c(embeddings, proxies, labels);
 */
export function contrastive2c(
  embeddings: Tensor2D,
  proxies: Tensor2D,
  labels: Tensor1D,
  { temperature = 1 }: Contrastive2cOptions = {},
): Scalar {
  check(temperature > 0, () => `contrastive2c: temperature must be above 0. Got ${temperature}.`);
  return tf.tidy(() => {
    const { own, pairs, same, other } = similarities('contrastive2c', embeddings, proxies, labels);
    const [positive, scores] = [tf.div<Tensor1D>(own, temperature), tf.div<Tensor2D>(pairs, temperature)];
    const near = joined(positive, maskedLogSumExp(scores, same));
    const all = joined(positive, maskedLogSumExp(scores, tf.add(same, other)));
    return tf.mean<Scalar>(tf.sub(all, near));
  });
}

export interface DataToDataOptions {
  /** Default 0.5. */
  readonly temperature?: number;
  /** The cosine from which an image is near enough to its label. Default 0.98. */
  readonly margin?: number;
  /** Whether each row's highest similarity, as a score, is subtracted as a constant, as in the released code; it changes the value. Default true. */
  readonly released?: boolean;
}

/**
 * ReACGAN's data-to-data cross-entropy: with a = relu((m - e·p) / t), mean of a + log(exp(-a) + Σ_other exp(relu((e·e' + m - 1) / t))), over images
 * e' of other labels. Easy positives and negatives give no gradient.
 *
 * Shapes: embeddings `[N, D]`, embeddings of each image's label `[N, D]`, labels `[N]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or an option is out of range.
 * @see Kang et al. 2021, "Rebooting ACGAN", eq. 7, https://arxiv.org/abs/2111.01118
 * @example const term = dataToDataCrossEntropy(embeddings, proxies, labels);
 */
export function dataToDataCrossEntropy(
  embeddings: Tensor2D,
  proxies: Tensor2D,
  labels: Tensor1D,
  { temperature = 0.5, margin = 0.98, released = true }: DataToDataOptions = {},
): Scalar {
  check(temperature > 0 && margin > -1 && margin <= 1, () => {
    return `dataToDataCrossEntropy: temperature must be above 0, margin in (-1, 1]. Got ${temperature} and ${margin}.`;
  });
  return tf.tidy(() => {
    const { own, pairs, same, other } = similarities('dataToDataCrossEntropy', embeddings, proxies, labels);
    const attract = tf.relu(tf.div(tf.sub(margin, own), temperature)) as Tensor1D;
    const scores = tf.div<Tensor2D>(tf.add(pairs, margin - 1), temperature);
    const highest = tf.max(tf.add(scores, tf.mul(tf.sub(tf.add(same, other), 1), 1e9)), 1, true);
    const repel = released ? tf.sub<Tensor2D>(tf.relu(scores), stopGradient(highest)) : tf.relu(scores);
    return tf.mean<Scalar>(tf.add(attract, joined(tf.neg(attract), maskedLogSumExp(repel, other))));
  });
}
