import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { checkVector } from '../checks';
import { type OutputAxis, outputMatrix, outputsOf, perOutput } from './outputMatrix';

export interface WeightNormalizeOptions {
  /** `[K]`: the length of each output's weights. Default 1. */
  readonly gain?: Tensor1D | undefined;
  /** The axis of the kernel that counts the outputs. Default -1; -2 for the kernel of `conv2dTranspose`. */
  readonly outputAxis?: OutputAxis;
}

/**
 * The Euclidean length of each output's weights: |v|ₖ = √Σ v[…, k]².
 *
 * Shapes: direction `[…, K]` of rank 2 or more → `[K]`. Differentiable to any order away from 0. The caller disposes.
 *
 * @throws GanError where the direction has fewer than two axes.
 * @example outputNorms(tf.tensor2d([3, 0, 4, 2], [2, 2])); // [5, 2]
 */
export function outputNorms(direction: Tensor, outputAxis: OutputAxis = -1): Tensor1D {
  const outputs = outputsOf('outputNorms', direction, outputAxis);
  return tf.tidy(() => tf.sqrt(tf.sum<Tensor1D>(tf.square(outputMatrix(direction, outputAxis, outputs)), 0)));
}

/**
 * Weight normalization: length and direction of each output's weights apart, w = g · v / |v|.
 *
 * Shapes: direction v `[…, K]` of rank 2 or more, gain g `[K]` → as v. Differentiable to any order; the direction must not be 0.
 * The caller disposes.
 *
 * @throws GanError where the direction has fewer than two axes, or the gain another length.
 * @see Salimans & Kingma 2016, "Weight Normalization", eq. 2, https://arxiv.org/abs/1602.07868
 * @example weightNormalize(tf.tensor2d([3, 4], [2, 1]), { gain: tf.tensor1d([10]) }); // [6, 8]
 */
export function weightNormalize<T extends Tensor>(direction: T, { gain, outputAxis = -1 }: WeightNormalizeOptions = {}): T {
  const outputs = outputsOf('weightNormalize', direction, outputAxis);
  if (gain) checkVector('weightNormalize', 'gain', gain, outputs);
  return tf.tidy(() => {
    const norms = outputNorms(direction, outputAxis);
    const factors = gain ? tf.div(gain, norms) : tf.reciprocal(norms);
    return tf.mul<T>(direction, perOutput(factors, outputAxis));
  });
}
