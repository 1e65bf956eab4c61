import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { matchingLosses } from './matchingLosses';

/** What the image encoder and the text encoder say of N images and their captions, in one space of D features. */
export interface EncodedPairs {
  /** `[N, H, W, D]`: the image's places. */
  readonly regions: Tensor4D;
  /** `[N, D]`: the image as a whole. */
  readonly images: Tensor2D;
  /** `[N, L, D]`: the caption's words. */
  readonly words: Tensor3D;
  /** `[N, D]`: the caption as a whole. */
  readonly sentences: Tensor2D;
  /** `[N]`: how many words of each caption are real. Default: all. */
  readonly lengths?: Tensor1D | undefined;
  /** `[N]`: pairs of different samples with the same number are no counterexamples. Default none. */
  readonly classIds?: Tensor1D | undefined;
}

export type DamsmOptions = Omit<ops.WordSimilarityOptions, 'lengths'>;

/** The terms of the DAMSM loss. The caller disposes both. */
export type DamsmTerms = { readonly words: Scalar; readonly sentences: Scalar };

const summed = (similarity: Tensor2D, classIds: Tensor1D | undefined): Scalar => {
  const { imageToText, textToImage } = matchingLosses(similarity, { classIds });
  return tf.add(imageToText, textToImage);
};

/**
 * AttnGAN's DAMSM loss: images and captions of a batch should find each other, word by word and as a whole. Each term is the cross-entropy
 * of the captions for an image plus that of the images for a caption, on `ops.wordSimilarity` (γ₁, γ₂, γ₃) and `ops.sentenceSimilarity` (γ₃).
 *
 * It trains the two encoders; with them fixed, times λ (5 for birds, 50 for COCO in the released code), it is a term of the generator's loss.
 * Shapes: `EncodedPairs` → two scalars, the terms of a `minimize`. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where shapes do not fit.
 * @see Xu et al. 2018, "AttnGAN: Fine-Grained Text to Image Generation with Attentional Generative Adversarial Networks", section 3.2, https://arxiv.org/abs/1711.10485
 * @example
 * const encoded = { regions: tf.ones<tf.Rank.R4>([2, 3, 3, 8]), images: tf.ones<tf.Rank.R2>([2, 8]) };
 * const { words, sentences } = damsm({ ...encoded, words: tf.ones([2, 5, 8]), sentences: tf.ones([2, 8]) });
 * Math.exp((await sentences.data())[0]! / 2); // 2
 */
export function damsm(
  { regions, images, words, sentences, lengths, classIds }: EncodedPairs,
  { gamma1 = 4, gamma2 = 5, gamma3 = 10 }: DamsmOptions = {},
): DamsmTerms {
  return tf.tidy(() => ({
    words: summed(ops.wordSimilarity(regions, words, { lengths, gamma1, gamma2, gamma3 }).similarity, classIds),
    sentences: summed(ops.sentenceSimilarity(images, sentences, { gamma: gamma3 }), classIds),
  }));
}
