import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { axisLength, checkRank } from '../checks';
import { checkState, fromInput, fromState, gatesOf, type RecurrentWeights, stateSize } from './recurrentWeights';

/** One step from what the input gives to the gates. To be called in a tidy. */
export function gruStep(fromX: Tensor2D, hidden: Tensor2D, weights: RecurrentWeights): Tensor2D {
  const [xr, xz, xn] = gatesOf(fromX, 3) as [Tensor2D, Tensor2D, Tensor2D];
  const [hr, hz, hn] = gatesOf(fromState(hidden, weights), 3) as [Tensor2D, Tensor2D, Tensor2D];
  const proposed = tf.tanh(tf.add(xn, tf.mul(tf.sigmoid(tf.add(xr, hr)), hn)));
  return tf.add(proposed, tf.mul(tf.sigmoid(tf.add(xz, hz)), tf.sub(hidden, proposed)));
}

/**
 * One step of a GRU: r = σ(x_r + h_r), z = σ(x_z + h_z), n = tanh(x_n + r · h_n) and h' = (1 - z) n + z h, where (x_r, x_z, x_n)
 * = x W_input + b_input and (h_r, h_z, h_n) = h W_recurrent + b_recurrent. As in PyTorch, r stands after the product with the state
 * (`resetAfter` in Keras), other than in the paper.
 *
 * Shapes: x `[N, C]`, hidden `[N, H]`, weights `[C, 3H]`, `[H, 3H]`, biases `[3H]` → `[N, H]`.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", https://arxiv.org/abs/1406.1078
 * @example
 * const [input, recurrent] = [tf.ones<tf.Rank.R2>([3, 6]), tf.ones<tf.Rank.R2>([2, 6])];
 * const hidden = gruCell(tf.ones([5, 3]), tf.zeros([5, 2]), { input, recurrent }); // [5, 2]
 */
export function gruCell(x: Tensor2D, hidden: Tensor2D, weights: RecurrentWeights): Tensor2D {
  checkRank('gruCell', 'x', x, 2, 'N, C');
  checkState('gruCell', 'hidden', hidden, axisLength(x, 0), stateSize('gruCell', axisLength(x, 1), 3, weights));
  return tf.tidy(() => gruStep(fromInput(x, weights), hidden, weights));
}
