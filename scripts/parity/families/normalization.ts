import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { emaUpdate, ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

type Outputs = Readonly<Record<string, Tensor>>;

const vectorsOf = (input: Inputs<Tensor>, ...names: readonly string[]): Tensor1D[] => names.map((name) => input(name) as Tensor1D);

const affineOf = (input: Inputs<Tensor>) => {
  const [scale, offset] = vectorsOf(input, 'scale', 'bias');
  return { scale, offset };
};

const movingOf = (input: Inputs<Tensor>) => {
  const [mean, variance] = vectorsOf(input, 'moving_mean', 'moving_var');
  return { mean, variance };
};

/** The moving moments after a batch, with either variance. */
export function movedMoments(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [x, momentum] = [input('x'), numberOf(golden, 'momentum_tf')];
  const [movingMean, movingVariance] = [input('moving_mean'), input('moving_var')];
  const { mean, variance } = ops.batchMoments(x);
  const count = x.size / mean.size;
  return {
    moving_mean_new: emaUpdate(movingMean, mean, momentum),
    moving_var_new_biased: emaUpdate(movingVariance, variance, momentum),
    moving_var_new_unbiased: emaUpdate(movingVariance, tf.mul(variance, count / (count - 1)), momentum),
  };
}

/** By the batch's moments (`y_train`) and by the moving ones (`y_eval`). */
function batchNormalized(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [x, options] = [input('x'), { ...affineOf(input), epsilon: numberOf(golden, 'eps') }];
  return {
    y_train: ops.batchNorm(x, options),
    y_eval: ops.batchNorm(x, { ...options, ...movingOf(input) }),
    ...movedMoments(input, golden),
  };
}

function virtuallyNormalized(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [batch, options] = [input('reference'), { ...affineOf(input), epsilon: numberOf(golden, 'eps') }];
  const reference = ops.batchMoments(batch);
  return {
    y: ops.virtualBatchNorm(input('x'), { reference, referenceSize: numberOf(golden, 'R'), ...options }),
    y_reference: ops.batchNorm(batch, { ...options, ...reference }),
    reference_mean: reference.mean,
    reference_mean_square: tf.add(reference.variance, tf.square(reference.mean)),
  };
}

export const normalization: readonly Family[] = [
  { pattern: /^layer-batch-norm/, outputs: batchNormalized },
  { pattern: /^layer-virtual-batch-norm/, outputs: virtuallyNormalized },
  {
    pattern: /^layer-instance-norm/,
    outputs: (input, golden) => {
      const epsilon = numberOf(golden, 'eps');
      return {
        y: ops.instanceNorm(input('x'), { ...affineOf(input), epsilon }),
        y_noaffine: ops.instanceNorm(input('x'), { epsilon }),
      };
    },
  },
  {
    pattern: /^layer-layer-norm/,
    outputs: (input, golden) => ({ y: ops.layerNorm(input('x'), { ...affineOf(input), epsilon: numberOf(golden, 'eps') }) }),
  },
  {
    pattern: /^layer-group-norm/,
    outputs: (input, golden) => {
      const [groups, epsilon] = [numberOf(golden, 'groups'), numberOf(golden, 'eps')];
      return { y: ops.groupNorm(input('x'), { groups, ...affineOf(input), epsilon }) };
    },
  },
  {
    pattern: /^layer-pixel-norm/,
    outputs: (input, golden) => {
      const epsilon = numberOf(golden, 'eps');
      return { y: ops.pixelNorm(input('x'), { epsilon }), z_norm: ops.pixelNorm(input('z'), { epsilon }) };
    },
  },
];
