import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { axisLength, checkRank } from '../checks';
import { checkState, fromInput, fromState, gatesOf, type RecurrentWeights, stateSize } from './recurrentWeights';

/** The state of an LSTM. */
export interface LstmState {
  /** h, `[N, H]`. */
  readonly hidden: Tensor2D;
  /** c, `[N, H]`. */
  readonly cell: Tensor2D;
}

/** One step from what the input gives to the gates. To be called in a tidy. */
export function lstmStep(fromX: Tensor2D, { hidden, cell }: LstmState, weights: RecurrentWeights): LstmState {
  const [i, f, g, o] = gatesOf(tf.add(fromX, fromState(hidden, weights)), 4) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
  const kept = tf.mul<Tensor2D>(tf.sigmoid(f), cell);
  const next = tf.add<Tensor2D>(kept, tf.mul(tf.sigmoid(i), tf.tanh(g)));
  return { hidden: tf.mul(tf.sigmoid(o), tf.tanh(next)), cell: next };
}

/**
 * One step of an LSTM: (i, f, g, o) = x W_input + b_input + h W_recurrent + b_recurrent, then
 * c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c'). Gates and the two biases are as in PyTorch.
 *
 * Shapes: x `[N, C]`, state `[N, H]`, weights `[C, 4H]`, `[H, 4H]`, biases `[4H]` → the next state `[N, H]`.
 * Differentiable to any order. The caller disposes both parts of the state.
 *
 * @throws GanError where shapes do not fit.
 * @see Hochreiter & Schmidhuber 1997, "Long Short-Term Memory", https://doi.org/10.1162/neco.1997.9.8.1735
 * @example
 * const [input, recurrent, zeros] = [tf.ones<tf.Rank.R2>([3, 8]), tf.ones<tf.Rank.R2>([2, 8]), tf.zeros<tf.Rank.R2>([5, 2])];
 * const { hidden, cell } = lstmCell(tf.ones([5, 3]), { hidden: zeros, cell: zeros }, { input, recurrent }); // [5, 2] each
 */
export function lstmCell(x: Tensor2D, state: LstmState, weights: RecurrentWeights): LstmState {
  checkRank('lstmCell', 'x', x, 2, 'N, C');
  const size = stateSize('lstmCell', axisLength(x, 1), 4, weights);
  for (const name of ['hidden', 'cell'] as const) checkState('lstmCell', name, state[name], axisLength(x, 0), size);
  return tf.tidy(() => {
    const { hidden, cell } = lstmStep(fromInput(x, weights), state, weights);
    return { hidden, cell };
  });
}
