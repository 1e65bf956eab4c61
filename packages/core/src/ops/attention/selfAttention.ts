import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Attended } from './attend';
import { imageAttention, type SelfAttentionWeights } from './imageAttention';

export interface SelfAttentionOptions {
  /** Keys and values are maxima over blocks of pool × pool pixels; rows and columns left over are no keys. Default 2, as in the released code and in BigGAN; 1: no pooling. */
  readonly pool?: number;
}

/**
 * Self-attention among the pixels of an image: y = x + γ · output(softmax(q kᵀ) v), where q, k and v are 1×1 projections of x,
 * without a scale on the scores. At γ = 0, where training begins, y is x.
 *
 * Shapes: x `[N, H, W, C]` → y `[N, H, W, C]`, attention `[N, H·W, ⌊H / pool⌋ · ⌊W / pool⌋]`, pixels in row-major order.
 * Differentiable to any order. The caller disposes both results.
 *
 * @throws GanError where shapes do not fit.
 * @see Zhang et al. 2019, "Self-Attention Generative Adversarial Networks", section 3, https://arxiv.org/abs/1805.08318
 * @example
 * const to = (channels: number) => ({ kernel: tf.ones([16, channels]) as tf.Tensor2D });
 * const { y } = selfAttention(tf.ones([2, 8, 8, 16]), { query: to(2), key: to(2), value: to(16), gamma: tf.scalar(0) });
 */
export function selfAttention(x: Tensor4D, weights: SelfAttentionWeights, { pool = 2 }: SelfAttentionOptions = {}): Attended<Tensor4D> {
  return tf.tidy(() => {
    const { y, attention } = imageAttention(x, weights, { where: 'selfAttention', pool, heads: 1 });
    return { y, attention: tf.squeeze(attention, [1]) };
  });
}
