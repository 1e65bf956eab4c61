import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import { attend, type Attended } from './attend';
import { type Projection, project, widthOf } from './projection';

export interface WordAttentionOptions {
  /**
   * 1 for a word, 0 for padding: `[N, L]` (see `lengthMask`). Default none. `[N, H·W, L]` says it for each pixel.
   * The released code masks pixel p of image n by the caption of image (n · H·W + p) mod N, so its weights expect that for batches above 1.
   */
  readonly mask?: Tensor | undefined;
}

/**
 * Attention of an image's pixels to the words of its caption: context = softmax over the words of (x · wᵀ) · w, where w are the projected
 * words, without a scale on the scores. What AttnGAN joins to x before the next stage.
 *
 * Shapes: x `[N, H, W, C]`, words `[N, L, E]`, projection `[E, C]` → y `[N, H, W, C]`, the context, and attention `[N, H·W, L]`, pixels in
 * row-major order. Differentiable to any order. The caller disposes both results.
 *
 * @throws GanError where shapes do not fit.
 * @see Xu et al. 2018, "AttnGAN", section 3.1, https://arxiv.org/abs/1711.10485
 * @example const { y } = wordAttention(tf.ones([2, 8, 8, 16]), tf.ones([2, 5, 32]), { kernel: tf.ones([32, 16]) }); // y [2, 8, 8, 16]
 */
export function wordAttention(
  x: Tensor4D,
  words: Tensor3D,
  projection: Projection,
  { mask }: WordAttentionOptions = {},
): Attended<Tensor4D> {
  checkRank('wordAttention', 'x', x, 4, 'N, H, W, C');
  checkRank('wordAttention', 'words', words, 3, 'N, L, E');
  const [n, height, width, channels] = x.shape;
  check(axisLength(words, 0) === n, () => `wordAttention: each image needs a caption. Got ${n} images, ${axisLength(words, 0)} captions.`);
  check(widthOf(projection) === channels, () => {
    return `wordAttention: the projection must give the ${channels} channels of x. Got [${projection.kernel.shape.join(', ')}].`;
  });
  return tf.tidy(() => {
    const projected = project('wordAttention', 'projection', words, projection);
    const allowed = mask?.rank === 2 ? tf.expandDims(mask, 1) : mask;
    const pixels: Tensor3D = tf.reshape(x, [n, height * width, channels]);
    const { y, attention } = attend('wordAttention', tf.matMul(pixels, projected, false, true), projected, allowed);
    return { y: tf.reshape<tf.Rank.R4>(y, [n, height, width, channels]), attention };
  });
}
