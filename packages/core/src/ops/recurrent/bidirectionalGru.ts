import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { gru } from './gru';
import type { RecurrentWeights } from './recurrentWeights';

export interface BidirectionalGruWeights {
  readonly forward: RecurrentWeights;
  readonly backward: RecurrentWeights;
}

export interface BidirectionalGruOptions {
  /** `[N]`: how many steps of each sequence are real. Default: all. */
  readonly lengths?: Tensor1D | undefined;
}

/** What a bidirectional GRU gives. The caller disposes both. */
export interface BidirectionalGruResult {
  /** `[N, T, 2H]`: forward, then backward; 0 from each sequence's length on. */
  readonly y: Tensor3D;
  /** `[2, N, H]`: forward after the last real step, backward after step 0. */
  readonly hidden: Tensor3D;
}

/**
 * Two GRUs over a padded batch of sequences, one from the first step on, one from the last real step back, both from zeros.
 *
 * Shapes: x `[N, T, C]` → y `[N, T, 2H]`, hidden `[2, N, H]`. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where shapes do not fit.
 * @see Schuster & Paliwal 1997, "Bidirectional Recurrent Neural Networks", https://doi.org/10.1109/78.650093
 * @example
 * const weights = { input: tf.ones<tf.Rank.R2>([3, 6]), recurrent: tf.ones<tf.Rank.R2>([2, 6]) };
 * const { y, hidden } = bidirectionalGru(tf.ones([2, 5, 3]), { forward: weights, backward: weights }); // y [2, 5, 4], hidden [2, 2, 2]
 */
export function bidirectionalGru(
  x: Tensor3D,
  { forward, backward }: BidirectionalGruWeights,
  { lengths }: BidirectionalGruOptions = {},
): BidirectionalGruResult {
  const [ahead, behind] = [axisLength(forward.recurrent, 0), axisLength(backward.recurrent, 0)];
  check(ahead === behind, () => {
    return `bidirectionalGru: both directions must have the same state size. Got ${ahead} forward, ${behind} backward.`;
  });
  return tf.tidy(() => {
    const [there, back] = [gru(x, forward, { lengths }), gru(x, backward, { lengths, reverse: true })];
    return { y: tf.concat([there.y, back.y], 2), hidden: tf.stack([there.hidden, back.hidden]) as Tensor3D };
  });
}
