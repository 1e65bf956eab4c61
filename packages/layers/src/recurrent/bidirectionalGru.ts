import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { BothWays } from './bothWays';
import type { RecurrentArgs } from './recurrentKernels';

export type BidirectionalGruArgs = RecurrentArgs;

/**
 * The layer of `bidirectionalGru`. Weights: `forwardInput` `[C, 3H]`, `forwardRecurrent` `[H, 3H]`, `forwardInputBias`,
 * `forwardRecurrentBias` `[3H]`, and the same with `backward`, the gates in PyTorch's order r, z, n. PyTorch's `weight_ih_l0` and
 * `weight_hh_l0` are the transposes, those with `_reverse` are the backward ones.
 */
export class BidirectionalGru extends BothWays {
  static readonly className = 'GanBidirectionalGru';

  constructor(args: BidirectionalGruArgs) {
    super('bidirectionalGru', 3, args);
  }

  protected override run(x: Tensor3D, weights: ops.BidirectionalGruWeights, lengths: Tensor1D | undefined): ops.BidirectionalGruResult {
    return ops.bidirectionalGru(x, weights, { lengths });
  }
}
registerBuiltIn(BidirectionalGru);

/**
 * Two GRUs over a batch of sequences, one from the first step on, one from the last real step back, both from zeros.
 *
 * Inputs: x `[N, T, C]`, or [x, lengths] with lengths `[N]`, how many steps of each sequence are real. Outputs: [words, sentence],
 * `[N, T, 2H]`, 0 beyond each length, and `[N, 2H]`: forward after the last real step beside backward after the first. First weights and
 * biases are PyTorch's, uniform in ±1 / √H. Training and inference alike, but for what `reparam` keeps for each of the four kernels.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `units` is no positive integer, or the inputs are no sequences.
 * @see Schuster & Paliwal 1997, "Bidirectional Recurrent Neural Networks", https://doi.org/10.1109/78.650093
 * @example
 * const embedded = input({ shape: [18, 300], seed: 7 });
 * const lengths = input({ shape: [], name: 'lengths', dtype: 'int32' });
 * const [words, sentence] = bidirectionalGru({ units: 128 }).apply([embedded, lengths]) as SymbolicTensor[];
 */
export const bidirectionalGru = (args: BidirectionalGruArgs): BidirectionalGru => new BidirectionalGru(args);
