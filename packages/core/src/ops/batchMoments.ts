import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
import { axisLength } from './checks';

export interface Moments {
  /** `[C]`. */
  readonly mean: Tensor1D;
  /** `[C]`, biased: the sum of squares over the count. */
  readonly variance: Tensor1D;
}

const row = (x: Tensor2D, index: number): Tensor1D => tf.reshape(tf.slice(x, [index, 0], [1, x.shape[1]]), [x.shape[1]]);

/**
 * Mean and variance in two passes, stacked as `[2, C]`. The gradient is written out, since both flow into x as one line of it,
 * dx = x·(2 dv/n) + (dm - 2 dv·mean)/n: the derivatives of tf.mean and tf.square would fill six tensors of the size of x.
 */
function stackedMoments(x: Tensor): Tensor2D {
  const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
  const count = x.size / axisLength(x, -1);
  const moments = tf.customGrad((input: Tensor | tf.GradSaveFunc, save: Tensor | tf.GradSaveFunc) => {
    const [values, keep] = [input as Tensor, save as tf.GradSaveFunc];
    const mean = tf.mean(values, axes);
    const stacked = tf.stack([mean, tf.mean(tf.squaredDifference(values, mean), axes)]);
    keep([values, stacked]);
    return {
      value: stacked,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedX, savedMoments] = saved as [Tensor, Tensor2D];
        const factor = tf.mul(row(dy as Tensor2D, 1), 2 / count);
        const shift = tf.sub(tf.div(row(dy as Tensor2D, 0), count), tf.mul(factor, row(savedMoments, 0)));
        return tf.add(tf.mul(savedX, factor), shift);
      },
    };
  });
  return moments(x) as Tensor2D;
}

/**
 * Mean and biased variance of each channel over everything else: μ = mean(x), σ² = mean((x - μ)²).
 *
 * Shapes: x `[…, C]` of rank 2 or more → mean and variance `[C]`. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where x has fewer than two axes.
 * @example const { mean, variance } = batchMoments(images);
 */
export function batchMoments(x: Tensor): Moments {
  check(x.rank >= 2, () => `batchMoments: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  return tf.tidy(() => {
    const stacked = stackedMoments(x);
    return { mean: row(stacked, 0), variance: row(stacked, 1) };
  });
}
