import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, several } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { Cell } from './cell';
import type { RecurrentArgs } from './recurrentKernels';

export type LstmCellArgs = RecurrentArgs;

const names = ['x', 'hidden', 'cell'] as const;

/** The layer of `lstmCell`. Weights as `lstm`: `input` `[C, 4H]`, `recurrent` `[H, 4H]`, `inputBias`, `recurrentBias` `[4H]`. */
export class LstmCell extends Cell {
  static readonly className = 'GanLstmCell';

  constructor(args: LstmCellArgs) {
    super('lstmCell', 4, names, args);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor[] {
    return tf.tidy(() => {
      const [x, before, kept] = several<[Tensor2D, Tensor2D, Tensor2D]>('lstmCell', names, inputs);
      const { hidden, cell } = ops.lstmCell(x, { hidden: before, cell: kept }, this.weightsOf(kwargs));
      return [hidden, cell];
    });
  }
}
registerBuiltIn(LstmCell);

/**
 * One step of an LSTM, for loops that choose each input by the last output, such as AutoGAN's controller:
 * (i, f, g, o) = x W_input + b_input + h W_recurrent + b_recurrent, then c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c').
 *
 * Inputs: [x, hidden, cell], `[N, C]`, `[N, H]` and `[N, H]`. Outputs: [hidden, cell], the next state. The weights are those of `lstm`. Training
 * and inference alike, but for what `reparam` keeps for each of the two kernels. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `units` is no positive integer, or the inputs are others.
 * @see Hochreiter & Schmidhuber 1997, "Long Short-Term Memory", https://doi.org/10.1162/neco.1997.9.8.1735
 * @example
 * const [x, hidden, cell] = ['x', 'hidden', 'cell'].map((name) => input({ shape: [100], name, seed: 7 }));
 * const next = lstmCell({ units: 100 }).apply([x!, hidden!, cell!]) as SymbolicTensor[];
 * const controller = tfl.model({ inputs: [x!, hidden!, cell!], outputs: next });
 */
export const lstmCell = (args: LstmCellArgs): LstmCell => new LstmCell(args);
