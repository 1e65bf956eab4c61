import type { Tensor3D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { OneWay, type OneWayArgs } from './oneWay';

export type GruArgs = OneWayArgs;

/**
 * The layer of `gru`. Weights: `input` `[C, 3H]`, `recurrent` `[H, 3H]`, `inputBias` and `recurrentBias` `[3H]`, the gates in PyTorch's
 * order r, z, n. PyTorch's `weight_ih` and `weight_hh` are the transposes.
 */
export class Gru extends OneWay {
  static readonly className = 'GanGru';

  constructor(args: GruArgs) {
    super('gru', 3, args);
  }

  protected override run(x: Tensor3D, weights: ops.RecurrentWeights, options: ops.RecurrentOptions): ops.GruResult {
    return ops.gru(x, weights, options);
  }
}
registerBuiltIn(Gru);

/**
 * A GRU over a batch of sequences, from zeros: r = σ(x_r + h_r), z = σ(x_z + h_z), n = tanh(x_n + r · h_n) and h' = (1 - z) n + z h, where
 * (x_r, x_z, x_n) = x W_input + b_input and (h_r, h_z, h_n) = h W_recurrent + b_recurrent. As in PyTorch, r stands after the product with the
 * state, other than in the paper.
 *
 * Inputs: x `[N, T, C]`, or [x, lengths] with lengths `[N]`, how many steps of each sequence are real. Output: y `[N, T, H]`, 0 beyond each
 * length, or with `returns: 'last'` the hidden state after the last real step, `[N, H]`. First weights and biases are PyTorch's, uniform in
 * ±1 / √H. Training and inference alike, but for what `reparam` keeps for each of the two kernels. Differentiable to any order. The model
 * disposes it.
 *
 * @throws GanError where `units` is no positive integer, `returns` another word, or the inputs are no sequences.
 * @see Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", https://arxiv.org/abs/1406.1078
 * @example const encoder = gru({ units: 128, returns: 'last' });
 */
export const gru = (args: GruArgs): Gru => new Gru(args);
