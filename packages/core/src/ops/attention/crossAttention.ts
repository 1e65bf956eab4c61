import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import type { Attended } from './attend';
import { checkHeads, mergeHeads, splitHeads } from './heads';
import { type Projection, project, widthOf } from './projection';
import { scaledAttention } from './scaledAttention';

export interface MultiHeadWeights {
  readonly query: Projection;
  readonly key: Projection;
  readonly value: Projection;
  /** Of the joined heads. Default none. */
  readonly output?: Projection | undefined;
}

export interface MultiHeadOptions {
  /** How many attend side by side, each with its own share of the projected channels. */
  readonly heads: number;
  /** `[N, K]`: 1 for a key that may be attended to, 0 for padding (see `lengthMask`). Default none. */
  readonly keyMask?: Tensor2D | undefined;
}

function checkProjections(x: Tensor3D, context: Tensor3D, { query, key }: MultiHeadWeights): void {
  const [samples, contexts] = [axisLength(x, 0), axisLength(context, 0)];
  check(samples === contexts, () => `crossAttention: x and context must have the same batch. Got ${samples} and ${contexts}.`);
  check(widthOf(query) === widthOf(key), () => {
    return `crossAttention: query and key must give as many channels. Got ${widthOf(query)} and ${widthOf(key)}.`;
  });
}

function checkKeyMask(context: Tensor3D, keyMask: Tensor2D): void {
  const [n, keys] = context.shape;
  check(keyMask.rank === 2 && keyMask.shape[0] === n && keyMask.shape[1] === keys, () => {
    return `crossAttention: keyMask must have a number for each of the keys, [${n}, ${keys}]. Got [${keyMask.shape.join(', ')}].`;
  });
}

/**
 * Attention with several heads of one sequence to another: y = output(joined heads), head h = softmax(q_h k_hᵀ / √d) v_h, where q is a
 * projection of x, k and v are projections of the context, and d is the number of a head's channels. No residual.
 *
 * Shapes: x `[N, L, C]`, context `[N, K, E]`, kernels of the projections `[C, heads · d]`, `[E, heads · d]`, `[E, heads · e]`,
 * `[heads · e, O]` → y `[N, L, O]`, attention `[N, heads, L, K]`. A head owns consecutive channels. Differentiable to any order.
 * The caller disposes both results.
 *
 * @throws GanError where shapes do not fit, or `heads` does not divide the channels.
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2, https://arxiv.org/abs/1706.03762
 * @example
 * const [from, of] = [{ kernel: tf.ones<tf.Rank.R2>([6, 8]) }, { kernel: tf.ones<tf.Rank.R2>([5, 8]) }];
 * const { y } = crossAttention(tf.ones([2, 4, 6]), tf.ones([2, 7, 5]), { query: from, key: of, value: of }, { heads: 2 }); // y [2, 4, 8]
 */
export function crossAttention(
  x: Tensor3D,
  context: Tensor3D,
  weights: MultiHeadWeights,
  { heads, keyMask }: MultiHeadOptions,
): Attended<Tensor3D> {
  const { query, key, value, output } = weights;
  checkRank('crossAttention', 'x', x, 3, 'N, L, C');
  checkRank('crossAttention', 'context', context, 3, 'N, K, E');
  checkHeads('crossAttention', heads, { query: widthOf(query), key: widthOf(key), value: widthOf(value) });
  checkProjections(x, context, weights);
  if (keyMask) checkKeyMask(context, keyMask);
  return tf.tidy(() => {
    const q = splitHeads(project('crossAttention', 'query', x, query), heads);
    const k = splitHeads(project('crossAttention', 'key', context, key), heads);
    const v = splitHeads(project('crossAttention', 'value', context, value), heads);
    const mask = keyMask && tf.reshape(keyMask, [axisLength(keyMask, 0), 1, 1, axisLength(keyMask, 1)]);
    const attended = scaledAttention(q, k, v, { mask });
    const joined = mergeHeads(attended.y);
    return { y: output ? project('crossAttention', 'output', joined, output) : joined, attention: attended.attention };
  });
}
