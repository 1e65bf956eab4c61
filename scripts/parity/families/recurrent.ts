import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { Family, Inputs } from '../family';

/** `suffix` is that of a direction. */
const weights = (input: Inputs<Tensor>, suffix = ''): ops.RecurrentWeights => ({
  input: input(`w_ih${suffix}`) as Tensor2D,
  recurrent: input(`w_hh${suffix}`) as Tensor2D,
  inputBias: input(`b_ih${suffix}`) as Tensor1D,
  recurrentBias: input(`b_hh${suffix}`) as Tensor1D,
});

export const recurrent: readonly Family[] = [
  {
    pattern: /^layer-lstm-bidirectional/,
    outputs: (input) => {
      const directions = { forward: weights(input, '_fw'), backward: weights(input, '_bw') };
      const result = ops.bidirectionalLstm(input('x') as Tensor3D, directions, { lengths: input('lengths') as Tensor1D });
      return { y: result.y, h_n: result.hidden, c_n: result.cell };
    },
  },
  {
    pattern: /^layer-gru/,
    outputs: (input) => {
      const options = { lengths: input('lengths') as Tensor1D, initial: input('h_0') as Tensor2D };
      const { y, hidden } = ops.gru(input('x') as Tensor3D, weights(input), options);
      return { y, h_n: hidden };
    },
  },
];
