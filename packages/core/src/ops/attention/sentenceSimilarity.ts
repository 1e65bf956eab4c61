import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

export interface SentenceSimilarityOptions {
  /** γ₃, a factor on the cosines. Default 10. */
  readonly gamma?: number;
}

/** x / ‖x‖ along the last axis; the squared length is at least 1e-16, so that a zero vector stays one. */
export const unitVectors = <T extends Tensor>(x: T): T => tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), -1, true), 1e-16)));

/**
 * How alike each image is to each caption as a whole: s_ij = γ₃ cos(image i, sentence j).
 *
 * Shapes: images `[N, D]`, sentences `[M, D]` → `[N, M]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Xu et al. 2018, "AttnGAN", section 3.2, https://arxiv.org/abs/1711.10485
 * @example sentenceSimilarity(tf.tensor2d([[1, 0]]), tf.tensor2d([[2, 0], [0, 3]])); // [[10, 0]]
 */
export function sentenceSimilarity(images: Tensor2D, sentences: Tensor2D, { gamma = 10 }: SentenceSimilarityOptions = {}): Tensor2D {
  check(images.rank === 2 && sentences.rank === 2 && images.shape[1] === sentences.shape[1], () => {
    const got = `[${images.shape.join(', ')}] and [${sentences.shape.join(', ')}]`;
    return `sentenceSimilarity: images [N, D] and sentences [M, D] must have as many features. Got ${got}.`;
  });
  return tf.tidy(() => tf.mul(tf.matMul(unitVectors(images), unitVectors(sentences), false, true), gamma));
}
