import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { axisLength, checkRank } from '../checks';
import { type LstmState, lstmStep } from './lstmCell';
import { checkLengths, overTime, type RecurrentOptions } from './overTime';
import { checkState, fromInput, type RecurrentWeights, stateSize } from './recurrentWeights';

export interface LstmOptions extends RecurrentOptions {
  /** Default zeros. */
  readonly initial?: LstmState | undefined;
}

/** What an LSTM gives: all outputs, and the state at the end. The caller disposes all three. */
export interface LstmResult extends LstmState {
  /** `[N, T, H]`, 0 from each sequence's length on. */
  readonly y: Tensor3D;
}

/**
 * An LSTM over a padded batch of sequences: `lstmCell` step by step, y[n, t] = h after step t.
 *
 * Shapes: x `[N, T, C]` → y `[N, T, H]`, hidden and cell `[N, H]`: the state after the last real step; with `reverse`, after step 0, as it
 * starts at the last real step. Beyond a length x may hold any finite number. Differentiable to any order. The caller disposes all three.
 *
 * @throws GanError where shapes do not fit.
 * @see Hochreiter & Schmidhuber 1997, "Long Short-Term Memory", https://doi.org/10.1162/neco.1997.9.8.1735
 * @example
 * const weights = { input: tf.ones<tf.Rank.R2>([3, 8]), recurrent: tf.ones<tf.Rank.R2>([2, 8]) };
 * const { y, hidden } = lstm(tf.ones([2, 5, 3]), weights, { lengths: tf.tensor1d([5, 3], 'int32') }); // y [2, 5, 2], hidden [2, 2]
 */
export function lstm(x: Tensor3D, weights: RecurrentWeights, { initial, ...options }: LstmOptions = {}): LstmResult {
  checkRank('lstm', 'x', x, 3, 'N, T, C');
  checkLengths('lstm', x, options.lengths);
  const [batch, size] = [axisLength(x, 0), stateSize('lstm', axisLength(x, 2), 4, weights)];
  for (const name of ['hidden', 'cell'] as const) if (initial) checkState('lstm', `initial.${name}`, initial[name], batch, size);
  return tf.tidy(() => {
    const { hidden, cell } = initial ?? { hidden: tf.zeros([batch, size]), cell: tf.zeros([batch, size]) };
    const step = (input: tf.Tensor2D, [h, c]: readonly [tf.Tensor2D, tf.Tensor2D]): readonly [tf.Tensor2D, tf.Tensor2D] => {
      const next = lstmStep(input, { hidden: h, cell: c }, weights);
      return [next.hidden, next.cell];
    };
    const { y, states } = overTime(fromInput(x, weights), [hidden, cell] as const, step, options);
    return { y, hidden: states[0], cell: states[1] };
  });
}
