import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { attend, type Attended } from './attend';
import { checkHeads, mergeHeads, splitHeads } from './heads';
import { type Projection, project, widthOf } from './projection';

export interface SelfAttentionWeights {
  /** 1×1, to the channels that queries and keys have: C / 8 in the released code. */
  readonly query: Projection;
  /** 1×1, to as many channels as `query`. */
  readonly key: Projection;
  /** 1×1, to the channels of the values: C / 2 in the released code. */
  readonly value: Projection;
  /** 1×1, from the values' channels back to C. Default none: then `value` gives C channels. */
  readonly output?: Projection | undefined;
  /** γ, one number: what the attention adds to x. Training begins at 0. */
  readonly gamma: Tensor;
}

interface ImageAttentionRequest {
  readonly where: string;
  /** Keys and values are the maxima of blocks of so many pixels in either direction. */
  readonly pool: number;
  readonly heads: number;
  /** `[heads, Q, K]`. */
  readonly mask?: Tensor3D;
}

function checkWeights(where: string, x: Tensor4D, pool: number, { query, key, value, output, gamma }: SelfAttentionWeights): void {
  const [, height, width, channels] = x.shape;
  check(
    Number.isInteger(pool) && pool >= 1 && pool <= Math.min(height, width),
    () =>
      `${where}: pool must be a whole number, at most the image's height and width. Got pool ${pool}, an image of ${height} × ${width}.`,
  );
  check(widthOf(query) === widthOf(key), () => {
    return `${where}: query and key must give as many channels. Got ${widthOf(query)} and ${widthOf(key)}.`;
  });
  const last = output ?? value;
  check(widthOf(last) === channels, () => {
    return `${where}: ${output ? 'output' : 'value, without output,'} must give the ${channels} channels of x. Got ${widthOf(last)}.`;
  });
  check(gamma.size === 1, () => `${where}: gamma must be one number. Got the shape [${gamma.shape.join(', ')}].`);
}

/** `[N, H, W, C]` → `[N, ⌊H / pool⌋ · ⌊W / pool⌋, C]`. */
function tokens(x: Tensor4D, pool: number): Tensor3D {
  const pooled = pool === 1 ? x : tf.maxPool(x, pool, pool, 'valid');
  const [n, height, width, channels] = pooled.shape;
  return tf.reshape(pooled, [n, height * width, channels]);
}

/**
 * γ times the last projection: the same as γ times the result, but for a kernel, which is small. γ stands in a column, so that its gradient
 * is a sum of sums: in float32 it errs half as much as one long sum.
 */
function withGain({ gamma, ...weights }: SelfAttentionWeights): Omit<SelfAttentionWeights, 'gamma'> {
  const gain = tf.reshape(gamma, []);
  const gained = ({ kernel, bias }: Projection): Projection => ({
    kernel: tf.mul(kernel, tf.mul(tf.ones([kernel.shape[0], 1]), gain)),
    bias: bias && tf.mul<Tensor1D>(bias, gain),
  });
  return weights.output ? { ...weights, output: gained(weights.output) } : { ...weights, value: gained(weights.value) };
}

/** Unscaled attention among the pixels of an image, added to it: y = x + γ · output(attention). `attention` is `[N, heads, Q, K]`. */
export function imageAttention(x: Tensor4D, weights: SelfAttentionWeights, request: ImageAttentionRequest): Attended<Tensor4D> {
  const { where, pool, heads, mask } = request;
  checkRank(where, 'x', x, 4, 'N, H, W, C');
  checkWeights(where, x, pool, weights);
  checkHeads(where, heads, { query: widthOf(weights.query), value: widthOf(weights.value) });
  const gained = withGain(weights);
  const headsOf = (name: 'query' | 'key' | 'value', by: number): Tensor4D =>
    splitHeads(tokens(project(where, name, x, gained[name]), by), heads);
  const scores = tf.matMul(headsOf('query', 1), headsOf('key', pool), false, true);
  const attended = attend(where, scores, headsOf('value', pool), mask);
  const merged = mergeHeads(attended.y, true);
  const output = gained.output ? project(where, 'output', merged, gained.output) : merged;
  return { y: tf.add<Tensor4D>(x, tf.reshape(output, x.shape)), attention: attended.attention };
}
