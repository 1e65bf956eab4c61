import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

/** The images with their new channels, and the numbers that stand in them. */
function withDeviations(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const x = input('x') as Tensor4D;
  const options = {
    groupSize: numberOf(golden, 'group_size'),
    features: numberOf(golden, 'num_new_features', 1),
    epsilon: numberOf(golden, 'eps'),
  };
  return { y: ops.minibatchStdDev(x, options), stat: ops.groupDeviations(x, options) };
}

function discriminated(input: Inputs<Tensor>): Record<string, Tensor> {
  const [x, kernel] = [input('x') as Tensor2D, input('T') as Tensor3D];
  const withoutSelf = ops.minibatchDiscrimination(x, kernel, { countsSelf: false });
  return { y: ops.minibatchDiscrimination(x, kernel), o_without_self: tf.slice(withoutSelf, [0, x.shape[1]]) };
}

export const statistics: readonly Family[] = [
  { pattern: /^layer-minibatch-stddev-/, outputs: withDeviations },
  { pattern: /^layer-minibatch-discrimination/, outputs: discriminated },
];
