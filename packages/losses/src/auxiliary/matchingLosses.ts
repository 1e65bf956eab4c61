import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/** What tells matching pairs from others, in either direction. The caller disposes both. */
export type MatchingLosses = {
  /** The caption of each image is to be found among all captions. */
  readonly imageToText: Scalar;
  /** The image of each caption is to be found among all images. */
  readonly textToImage: Scalar;
};

export interface MatchingOptions {
  /** `[N]`: pairs of different samples with the same number are no counterexamples and left out. Default none. */
  readonly classIds?: Tensor1D | undefined;
}

const EXCLUDED = -1e9;

/** 1 for pairs of different samples of one class, `[N, N]`. */
function sameClass(classIds: Tensor1D): Tensor2D {
  const n = classIds.size;
  const equal = tf.cast<Tensor2D>(tf.equal<Tensor2D>(tf.reshape(classIds, [n, 1]), tf.reshape(classIds, [1, n])), 'float32');
  return tf.sub(equal, tf.eye(n));
}

/** The mean over i of -log softmax(row i)[i]. */
function rowCrossEntropy(scores: Tensor2D): Scalar {
  const matching = tf.sum(tf.mul(scores, tf.eye(scores.shape[0])), 1);
  return tf.mean<Scalar>(tf.sub(tf.logSumExp(scores, 1), matching));
}

/**
 * How well a batch's images and captions find each other, image i belonging to caption i: the mean cross entropy of the rows of the
 * similarities, -log(exp s_ii / Σ_j exp s_ij), and of the columns, -log(exp s_ii / Σ_j exp s_ji). AttnGAN's `damsm` is the sum of both for
 * `ops.wordSimilarity` and for `ops.sentenceSimilarity`.
 *
 * Shape: similarity `[images N, captions N]` → two scalars. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError unless the similarities are a square matrix, and there is a class for each sample.
 * @see Xu et al. 2018, "AttnGAN", section 3.2, https://arxiv.org/abs/1711.10485
 * @example matchingLosses(tf.zeros([4, 4])).imageToText; // 1.3862…
 */
export function matchingLosses(similarity: Tensor2D, { classIds }: MatchingOptions = {}): MatchingLosses {
  const [images, captions] = similarity.shape;
  check(similarity.rank === 2 && images === captions, () => {
    return `matchingLosses: similarity must be a square matrix, images by captions. Got the shape ${shapeOf(similarity)}.`;
  });
  check(!classIds || (classIds.rank === 1 && classIds.size === images), () => {
    return `matchingLosses: classIds must hold a number for each of the ${images} samples. Got the shape ${shapeOf(classIds!)}.`;
  });
  return tf.tidy(() => {
    const scores = classIds ? tf.add<Tensor2D>(similarity, tf.mul(sameClass(classIds), EXCLUDED)) : similarity;
    return { imageToText: rowCrossEntropy(scores), textToImage: rowCrossEntropy(tf.transpose(scores)) };
  });
}
