import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { type Attended, attend } from './attend';

export interface ScaledAttentionOptions {
  /** A factor on the products of queries and keys. Default 1 / √D; SAGAN and AttnGAN have 1. */
  readonly scale?: number;
  /** 1 where a query may attend to a key, 0 where not: `[Q, K]`, or `[…, Q, K]` with 1 where it is the same for all. Default none. */
  readonly mask?: Tensor | undefined;
}

const shapes = (...tensors: Tensor[]): string => tensors.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

function checkTokens(query: Tensor, key: Tensor, value: Tensor): void {
  const [batch, keys] = [query.shape.slice(0, -2), key.shape.slice(0, -2)];
  const fits = same(batch, keys) && same(key.shape.slice(0, -1), value.shape.slice(0, -1)) && axisLength(query, -1) === axisLength(key, -1);
  check(
    query.rank >= 2 && fits,
    () => `scaledAttention: queries [..., Q, D], keys [..., K, D] and values [..., K, E] must fit. Got ${shapes(query, key, value)}.`,
  );
}

/**
 * Attention of queries to keys: y = softmax(scale · q kᵀ) v, the softmax over the keys that the mask allows.
 *
 * Shapes: query `[…, Q, D]`, key `[…, K, D]`, value `[…, K, E]` → y `[…, Q, E]`, attention `[…, Q, K]`, with the same leading axes
 * (batch, heads) everywhere. A query that the mask allows no key attends to all keys evenly. Differentiable to any order.
 * The caller disposes both results.
 *
 * @throws GanError where shapes do not fit.
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1, https://arxiv.org/abs/1706.03762
 * @example const { y } = scaledAttention(tf.ones([2, 5, 8]), tf.ones([2, 7, 8]), tf.ones([2, 7, 3])); // y [2, 5, 3]
 */
export function scaledAttention(query: Tensor, key: Tensor, value: Tensor, { scale, mask }: ScaledAttentionOptions = {}): Attended {
  checkTokens(query, key, value);
  const factor = scale ?? 1 / Math.sqrt(axisLength(query, -1));
  check(Number.isFinite(factor), () => `scaledAttention: scale must be a finite number. Got ${factor}.`);
  return tf.tidy(() => {
    const scaled = factor === 1 ? query : tf.mul(query, factor);
    const { y, attention } = attend('scaledAttention', tf.matMul(scaled, key, false, true), value, mask);
    return { y, attention };
  });
}
