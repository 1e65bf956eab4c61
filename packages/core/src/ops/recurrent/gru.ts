import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { axisLength, checkRank } from '../checks';
import { gruStep } from './gruCell';
import { checkLengths, overTime, type RecurrentOptions } from './overTime';
import { checkState, fromInput, type RecurrentWeights, stateSize } from './recurrentWeights';

export interface GruOptions extends RecurrentOptions {
  /** `[N, H]`. Default zeros. */
  readonly initial?: Tensor2D | undefined;
}

/** What a GRU gives: all outputs, and the state at the end. The caller disposes both. */
export interface GruResult {
  /** `[N, T, H]`, 0 from each sequence's length on. */
  readonly y: Tensor3D;
  /** `[N, H]`: after the last real step; with `reverse`, after step 0. */
  readonly hidden: Tensor2D;
}

/**
 * A GRU over a padded batch of sequences: `gruCell` step by step, y[n, t] = h after step t.
 *
 * Shapes: x `[N, T, C]` → y `[N, T, H]`, hidden `[N, H]`. Beyond a length x may hold any finite number.
 * Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where shapes do not fit.
 * @see Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", https://arxiv.org/abs/1406.1078
 * @example
 * const weights = { input: tf.ones<tf.Rank.R2>([3, 6]), recurrent: tf.ones<tf.Rank.R2>([2, 6]) };
 * const { y, hidden } = gru(tf.ones([2, 5, 3]), weights, { lengths: tf.tensor1d([5, 3], 'int32') }); // y [2, 5, 2], hidden [2, 2]
 */
export function gru(x: Tensor3D, weights: RecurrentWeights, { initial, ...options }: GruOptions = {}): GruResult {
  checkRank('gru', 'x', x, 3, 'N, T, C');
  checkLengths('gru', x, options.lengths);
  const [batch, size] = [axisLength(x, 0), stateSize('gru', axisLength(x, 2), 3, weights)];
  if (initial) checkState('gru', 'initial', initial, batch, size);
  return tf.tidy(() => {
    const first: readonly [Tensor2D] = [initial ?? tf.zeros([batch, size])];
    const step = (input: Tensor2D, [hidden]: readonly [Tensor2D]): readonly [Tensor2D] => [gruStep(input, hidden, weights)];
    const { y, states } = overTime(fromInput(x, weights), first, step, options);
    return { y, hidden: states[0] };
  });
}
