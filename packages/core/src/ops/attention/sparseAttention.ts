import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { axisLength, checkRank } from '../checks';
import type { Attended } from './attend';
import { imageAttention, type SelfAttentionWeights } from './imageAttention';
import type { SelfAttentionOptions } from './selfAttention';

/**
 * Local sparse attention: self-attention with as many heads as masks, each head restricted to what its mask allows:
 * y = x + γ · output(softmax over the allowed keys of (q kᵀ) · v), by head. It computes all scores: sparse by what it can learn, not in cost.
 *
 * Shapes: x `[N, H, W, C]`, masks `[heads, H·W, H·W / pool²]` (1: may attend; see `sparseAttentionMasks`)
 * → y `[N, H, W, C]`, attention `[N, heads, H·W, H·W / pool²]`. A head owns consecutive channels of queries, keys and values, and
 * every heads-th channel of what `output` reads, as in the released code. Differentiable to any order. The caller disposes both results.
 *
 * @throws GanError where shapes do not fit, or the number of masks does not divide the channels.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example
 * const [masks, to] = [sparseAttentionMasks({ rows: 8, columns: 8 }), (channels: number) => ({ kernel: tf.ones<tf.Rank.R2>([16, channels]) })];
 * const { y } = sparseAttention(tf.ones([2, 8, 8, 16]), { query: to(8), key: to(8), value: to(16), gamma: tf.scalar(1) }, masks);
 */
export function sparseAttention(
  x: Tensor4D,
  weights: SelfAttentionWeights,
  masks: Tensor3D,
  { pool = 2 }: SelfAttentionOptions = {},
): Attended<Tensor4D> {
  checkRank('sparseAttention', 'masks', masks, 3, 'heads, Q, K');
  return tf.tidy(() => {
    const { y, attention } = imageAttention(x, weights, { where: 'sparseAttention', pool, heads: axisLength(masks, 0), mask: masks });
    return { y, attention };
  });
}
