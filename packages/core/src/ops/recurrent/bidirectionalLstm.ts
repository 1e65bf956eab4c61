import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { lstm } from './lstm';
import type { RecurrentWeights } from './recurrentWeights';

export interface BidirectionalLstmWeights {
  readonly forward: RecurrentWeights;
  readonly backward: RecurrentWeights;
}

export interface BidirectionalLstmOptions {
  /** `[N]`: how many steps of each sequence are real. Default: all. */
  readonly lengths?: Tensor1D | undefined;
}

/** What a bidirectional LSTM gives. The caller disposes all three. */
export interface BidirectionalLstmResult {
  /** `[N, T, 2H]`: forward, then backward; 0 from each sequence's length on. */
  readonly y: Tensor3D;
  /** `[2, N, H]`: forward after the last real step, backward after step 0. */
  readonly hidden: Tensor3D;
  /** `[2, N, H]`. */
  readonly cell: Tensor3D;
}

/**
 * Two LSTMs over a padded batch of sequences, one from the first step on, one from the last real step back, both from zeros.
 * AttnGAN's text encoder: y holds the words' features, the two hidden states side by side the sentence's.
 *
 * Shapes: x `[N, T, C]` → y `[N, T, 2H]`, hidden and cell `[2, N, H]`. Differentiable to any order. The caller disposes all three.
 *
 * @throws GanError where shapes do not fit.
 * @see Schuster & Paliwal 1997, "Bidirectional Recurrent Neural Networks", https://doi.org/10.1109/78.650093
 * @example
 * const weights = { input: tf.ones<tf.Rank.R2>([3, 8]), recurrent: tf.ones<tf.Rank.R2>([2, 8]) };
 * const { y, hidden } = bidirectionalLstm(tf.ones([2, 5, 3]), { forward: weights, backward: weights }); // y [2, 5, 4], hidden [2, 2, 2]
 */
export function bidirectionalLstm(
  x: Tensor3D,
  { forward, backward }: BidirectionalLstmWeights,
  { lengths }: BidirectionalLstmOptions = {},
): BidirectionalLstmResult {
  const [ahead, behind] = [axisLength(forward.recurrent, 0), axisLength(backward.recurrent, 0)];
  check(ahead === behind, () => {
    return `bidirectionalLstm: both directions must have the same state size. Got ${ahead} forward, ${behind} backward.`;
  });
  return tf.tidy(() => {
    const [there, back] = [lstm(x, forward, { lengths }), lstm(x, backward, { lengths, reverse: true })];
    return {
      y: tf.concat([there.y, back.y], 2),
      hidden: tf.stack([there.hidden, back.hidden]) as Tensor3D,
      cell: tf.stack([there.cell, back.cell]) as Tensor3D,
    };
  });
}
