import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { axisLength, checkVector } from '../checks';

/**
 * Adds one number to each channel: y[…, c] = x[…, c] + bias[c].
 *
 * Shapes: x `[…, C]`, bias `[C]` → `[…, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the bias has one number for each channel.
 * @example const y = biasAdd(tf.zeros([2, 8, 8, 3]), tf.tensor1d([1, 2, 3]));
 */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor1D): T {
  checkVector('biasAdd', 'bias', bias, axisLength(x, -1));
  return tf.add(x, bias);
}
