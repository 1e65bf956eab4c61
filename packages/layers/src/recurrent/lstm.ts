import type { Tensor3D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { OneWay, type OneWayArgs } from './oneWay';

export type LstmArgs = OneWayArgs;

/**
 * The layer of `lstm`. Weights: `input` `[C, 4H]`, `recurrent` `[H, 4H]`, `inputBias` and `recurrentBias` `[4H]`, the gates in PyTorch's
 * order i, f, g, o. PyTorch's `weight_ih` and `weight_hh` are the transposes.
 */
export class Lstm extends OneWay {
  static readonly className = 'GanLstm';

  constructor(args: LstmArgs) {
    super('lstm', 4, args);
  }

  protected override run(x: Tensor3D, weights: ops.RecurrentWeights, options: ops.RecurrentOptions): ops.LstmResult {
    return ops.lstm(x, weights, options);
  }
}
registerBuiltIn(Lstm);

/**
 * An LSTM over a batch of sequences, from zeros: (i, f, g, o) = x W_input + b_input + h W_recurrent + b_recurrent, then
 * c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c').
 *
 * Inputs: x `[N, T, C]`, or [x, lengths] with lengths `[N]`, how many steps of each sequence are real. Output: y `[N, T, H]`, 0 beyond each
 * length, or with `returns: 'last'` the hidden state after the last real step, `[N, H]`. First weights and biases are PyTorch's, uniform in
 * ±1 / √H. Training and inference alike, but for what `reparam` keeps for each of the two kernels. Differentiable to any order. The model
 * disposes it.
 *
 * @throws GanError where `units` is no positive integer, `returns` another word, or the inputs are no sequences.
 * @see Hochreiter & Schmidhuber 1997, "Long Short-Term Memory", https://doi.org/10.1162/neco.1997.9.8.1735
 * @example const encoder = lstm({ units: 128, returns: 'last' });
 */
export const lstm = (args: LstmArgs): Lstm => new Lstm(args);
