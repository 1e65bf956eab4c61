import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import { attend, type Attended } from './attend';
import { checkHeads, mergeHeads, splitHeads } from './heads';
import { checkProjection, project } from './projection';

export interface L2AttentionWeights {
  /** W_Q `[C, heads · d]`, for queries and keys alike, without a bias. */
  readonly query: Tensor2D;
  /** W_V `[C, heads · d]`, without a bias. */
  readonly value: Tensor2D;
  /** W_O `[heads · d, O]`. Default none. */
  readonly output?: Tensor2D | undefined;
}

export interface L2AttentionOptions {
  readonly heads: number;
  /** Values pass through W_Q W_Qᵀ / √d first, which the bound of the Lipschitz constant needs. Default true. */
  readonly lipschitz?: boolean;
}

/** `[C, heads · d]` → `[heads, C, d]`. */
const byHead = (kernel: Tensor2D, heads: number): Tensor3D =>
  tf.transpose(tf.reshape(kernel, [kernel.shape[0], heads, kernel.shape[1] / heads]), [1, 0, 2]);

/** W_Q W_Qᵀ W_V / √d of each head, as one kernel: small products of kernels instead of large ones of positions. */
function lipschitzValue({ query, value }: L2AttentionWeights, heads: number): Tensor2D {
  const [q, v] = [byHead(query, heads), byHead(value, heads)];
  const product = tf.div(tf.matMul(q, tf.matMul(q, v, true, false)), Math.sqrt(axisLength(q, 2)));
  return tf.reshape(tf.transpose(product, [1, 0, 2]), value.shape);
}

/** -‖q_i - q_j‖² / √d but for -‖q_i‖² / √d, which is the same for all keys and so leaves the softmax as it is. */
function scores(q: Tensor4D): Tensor4D {
  const [n, heads, length, depth] = q.shape;
  const norms = tf.reshape(tf.sum(tf.square(q), 3), [n, heads, 1, length]);
  return tf.div(tf.sub(tf.mul(tf.matMul(q, q, false, true), 2), norms), Math.sqrt(depth));
}

/**
 * Self-attention by distance, which unlike that by dot product has a Lipschitz constant: y = output(joined heads),
 * head = P x A W_V with P = softmax(-‖q_i - q_j‖² / √d), q = x W_Q and A = W_Q W_Qᵀ / √d, all by head. No residual.
 *
 * Shapes: x `[N, L, C]` → y `[N, L, O]`, attention `[N, heads, L, L]`. A head owns consecutive columns of the kernels.
 * Differentiable to any order. The caller disposes both results.
 *
 * @throws GanError where shapes do not fit, or `heads` does not divide the channels.
 * @see Kim, Papamakarios & Mnih 2021, "The Lipschitz Constant of Self-Attention", equations 6 to 8, https://arxiv.org/abs/2006.04710
 * @example
 * const kernel = tf.ones<tf.Rank.R2>([6, 6]);
 * const { y } = l2Attention(tf.ones([2, 4, 6]), { query: kernel, value: kernel, output: kernel }, { heads: 2 }); // y [2, 4, 6]
 */
export function l2Attention(x: Tensor3D, weights: L2AttentionWeights, { heads, lipschitz = true }: L2AttentionOptions): Attended<Tensor3D> {
  const { query, value, output } = weights;
  checkRank('l2Attention', 'x', x, 3, 'N, L, C');
  for (const [name, kernel] of Object.entries({ query, value })) checkProjection('l2Attention', name, x, kernel);
  checkHeads('l2Attention', heads, { query: axisLength(query, 1), value: axisLength(value, 1) });
  check(!lipschitz || axisLength(query, 1) === axisLength(value, 1), () => {
    return `l2Attention: query and value must give as many channels. Got ${axisLength(query, 1)} and ${axisLength(value, 1)}.`;
  });
  return tf.tidy(() => {
    const q = splitHeads(project('l2Attention', 'query', x, { kernel: query }), heads);
    const kernel = lipschitz ? lipschitzValue(weights, heads) : value;
    const v = splitHeads(project('l2Attention', 'value', x, { kernel }), heads);
    const attended = attend('l2Attention', scores(q), v);
    const joined = mergeHeads(attended.y);
    return { y: output ? project('l2Attention', 'output', joined, { kernel: output }) : joined, attention: attended.attention };
  });
}
