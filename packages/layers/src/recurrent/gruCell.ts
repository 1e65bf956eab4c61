import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, several } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { Cell } from './cell';
import type { RecurrentArgs } from './recurrentKernels';

export type GruCellArgs = RecurrentArgs;

const names = ['x', 'hidden'] as const;

/** The layer of `gruCell`. Weights as `gru`: `input` `[C, 3H]`, `recurrent` `[H, 3H]`, `inputBias`, `recurrentBias` `[3H]`. */
export class GruCell extends Cell {
  static readonly className = 'GanGruCell';

  constructor(args: GruCellArgs) {
    super('gruCell', 3, names, args);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() => {
      const [x, hidden] = several<[Tensor2D, Tensor2D]>('gruCell', names, inputs);
      return ops.gruCell(x, hidden, this.weightsOf(kwargs));
    });
  }
}
registerBuiltIn(GruCell);

/**
 * One step of a GRU, for loops that choose each input by the last output: r = σ(x_r + h_r), z = σ(x_z + h_z), n = tanh(x_n + r · h_n) and
 * h' = (1 - z) n + z h, with the parts of `gru`.
 *
 * Inputs: [x, hidden], `[N, C]` and `[N, H]`. Output: the next state, `[N, H]`. The weights are those of `gru`. Training and inference alike,
 * but for what `reparam` keeps for each of the two kernels. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `units` is no positive integer, or the inputs are others.
 * @see Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", https://arxiv.org/abs/1406.1078
 * @example
 * const [x, hidden] = [input({ shape: [16], seed: 7 }), input({ shape: [32], name: 'hidden' })];
 * const step = tfl.model({ inputs: [x, hidden], outputs: gruCell({ units: 32 }).apply([x, hidden]) as SymbolicTensor });
 */
export const gruCell = (args: GruCellArgs): GruCell => new GruCell(args);
