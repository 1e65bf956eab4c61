import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { emaUpdate, ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

/** By the batch's moments (`y_train`) and by the moving ones (`y_eval`), and the moving ones after the batch, with either variance. */
function batchNormalized(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const vector = (name: string): Tensor1D => input(name) as Tensor1D;
  const [x, scale, offset] = [input('x'), vector('scale'), vector('bias')];
  const [movingMean, movingVariance] = [vector('moving_mean'), vector('moving_var')];
  const [epsilon, momentum] = [numberOf(golden, 'eps'), numberOf(golden, 'momentum_tf')];
  const { mean, variance } = ops.batchMoments(x);
  const count = x.size / mean.size;
  return {
    y_train: ops.batchNorm(x, { scale, offset, epsilon }),
    y_eval: ops.batchNorm(x, { scale, offset, epsilon, mean: movingMean, variance: movingVariance }),
    moving_mean_new: emaUpdate(movingMean, mean, momentum),
    moving_var_new_biased: emaUpdate(movingVariance, variance, momentum),
    moving_var_new_unbiased: emaUpdate(movingVariance, tf.mul(variance, count / (count - 1)), momentum),
  };
}

export const normalization: readonly Family[] = [{ pattern: /^layer-batch-norm/, outputs: batchNormalized }];
