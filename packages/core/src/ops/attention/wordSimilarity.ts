import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { lengthMask } from '../recurrent/lengthMask';
import { unitVectors } from './sentenceSimilarity';

export interface WordSimilarityOptions {
  /** `[M]`: how many words of each caption are real. Default: all. */
  readonly lengths?: Tensor1D | undefined;
  /** γ₁: how sharply a word chooses among the regions. Default 4, as in the released configuration. */
  readonly gamma1?: number;
  /** γ₂: how much the best words count. Default 5. */
  readonly gamma2?: number;
  /** γ₃, a factor on the result. Default 10. */
  readonly gamma3?: number;
}

/** The similarities, and what they rest on. The caller disposes both. */
export interface WordSimilarity {
  /** `[N, M]`, images by captions. */
  readonly similarity: Tensor2D;
  /** `[N, M, L, H·W]`: how much of each region a word of a caption looks at in an image; 0 for padding. */
  readonly attention: Tensor4D;
}

/**
 * How alike each image is to each caption, word by word. Regions first choose among words, a = softmax over the words of (region · word),
 * then each word among regions, α = softmax over the regions of γ₁ a. With c_l = Σ α_lr region_r what word l sees:
 * s_ij = γ₃ log Σ_l exp(γ₂ cos(c_l, word_l)), over the real words. As in the released code, without the paper's outer power 1 / γ₂.
 *
 * Shapes: regions `[N, H, W, D]`, words `[M, L, D]` → similarity `[N, M]`, attention `[N, M, L, H·W]`.
 * Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where shapes do not fit.
 * @see Xu et al. 2018, "AttnGAN", section 3.2, https://arxiv.org/abs/1711.10485
 * @example const { similarity } = wordSimilarity(tf.ones([2, 3, 3, 8]), tf.ones([2, 5, 8])); // [2, 2]
 */
export function wordSimilarity(
  regions: Tensor4D,
  words: Tensor3D,
  { lengths, gamma1 = 4, gamma2 = 5, gamma3 = 10 }: WordSimilarityOptions = {},
): WordSimilarity {
  checkRank('wordSimilarity', 'regions', regions, 4, 'N, H, W, D');
  checkRank('wordSimilarity', 'words', words, 3, 'M, L, D');
  const [[n, height, width, features], [m, length]] = [regions.shape, words.shape];
  const places = height * width;
  check(
    words.shape[2] === features,
    () => `wordSimilarity: regions and words must have as many features. Got ${features}, ${words.shape[2]}.`,
  );
  check(!lengths || (lengths.rank === 1 && lengths.size === m), () => {
    return `wordSimilarity: lengths must hold a number for each of the ${m} captions. Got the shape [${lengths?.shape.join(', ')}].`;
  });
  return tf.tidy(() => {
    const real = lengths ? lengthMask(lengths, length) : tf.ones<tf.Rank.R2>([m, length]);
    const forbidden = tf.mul(tf.sub(1, real), -1e9);
    const products = tf.matMul(tf.reshape(regions, [n * places, features]), tf.reshape(words, [m * length, features]), false, true);
    const amongWords = tf.softmax(tf.add(tf.reshape(products, [n, places, m, length]), forbidden));
    const amongRegions = tf.softmax(tf.mul(tf.transpose(amongWords, [0, 2, 3, 1]), gamma1));
    const contexts = tf.matMul(tf.reshape(amongRegions, [n, m * length, places]), tf.reshape(regions, [n, places, features]));
    const seen = unitVectors(tf.reshape(contexts, [n, m, length, features]));
    const cosines = tf.sum(tf.mul(seen, unitVectors(words)), 3);
    const similarity = tf.mul<Tensor2D>(tf.logSumExp(tf.add(tf.mul(cosines, gamma2), forbidden), 2), gamma3);
    return { similarity, attention: tf.mul<Tensor4D>(amongRegions, tf.reshape(real, [m, length, 1])) };
  });
}
