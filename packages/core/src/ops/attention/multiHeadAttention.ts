import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { Attended } from './attend';
import { crossAttention, type MultiHeadOptions, type MultiHeadWeights } from './crossAttention';

/**
 * Self-attention with several heads: `crossAttention` of a sequence to itself,
 * y = output(joined heads), head h = softmax(q_h k_hᵀ / √d) v_h. No residual.
 *
 * Shapes: x `[N, L, C]` → y `[N, L, O]`, attention `[N, heads, L, L]`. Differentiable to any order. The caller disposes both results.
 *
 * @throws GanError where shapes do not fit, or `heads` does not divide the channels.
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2, https://arxiv.org/abs/1706.03762
 * @example
 * const projection = { kernel: tf.ones<tf.Rank.R2>([6, 6]) };
 * const { y } = multiHeadAttention(tf.ones([2, 4, 6]), { query: projection, key: projection, value: projection }, { heads: 2 });
 */
export const multiHeadAttention = (x: Tensor3D, weights: MultiHeadWeights, options: MultiHeadOptions): Attended<Tensor3D> =>
  crossAttention(x, x, weights, options);
