import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

/**
 * Marks what is real in a padded batch: mask[n, t] = 1 where t < lengths[n], else 0.
 *
 * Shapes: lengths `[N]`, a `size` T → `[N, T]`, float32. Not differentiable by the lengths. The caller disposes.
 *
 * @throws GanError unless lengths is a vector and size a whole number of at least 1.
 * @example const mask = lengthMask(tf.tensor1d([2, 3], 'int32'), 3); // [[1, 1, 0], [1, 1, 1]]
 */
export function lengthMask(lengths: Tensor1D, size: number): Tensor2D {
  checkRank('lengthMask', 'lengths', lengths, 1, 'N');
  check(Number.isInteger(size) && size >= 1, () => `lengthMask: size must be a whole number of at least 1. Got ${size}.`);
  return tf.tidy(() => {
    return tf.cast<Tensor2D>(tf.less<Tensor2D>(tf.range(0, size, 1, 'int32'), tf.cast(tf.reshape(lengths, [-1, 1]), 'int32')), 'float32');
  });
}
