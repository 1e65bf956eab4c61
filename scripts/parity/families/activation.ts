import { ops } from '@ganblocks/core';
import type { Family } from '../family';
import { numberOf } from '../hyperparameters';

export const activation: readonly Family[] = [
  {
    pattern: /^layer-leaky-relu-gain/,
    outputs: (input, golden) => ({ y: ops.leakyRelu(input('x'), { slope: numberOf(golden, 'alpha'), gain: numberOf(golden, 'gain', 1) }) }),
  },
];
