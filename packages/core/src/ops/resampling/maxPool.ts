import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { type PoolOptions, poolingWindow, poolPadding } from './poolingWindow';

/**
 * The largest pixel of each window; padding never wins.
 *
 * Shapes: x `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H + 2 padding - size) / stride) + 1. Of equal pixels the first gets the
 * derivative. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the window does not fit.
 * @example const half = maxPool(tf.ones([1, 8, 8, 3])); // [1, 4, 4, 3]
 */
export function maxPool(x: Tensor4D, options: PoolOptions = {}): Tensor4D {
  const { size, stride, padding } = poolingWindow('maxPool', x, options);
  return Math.max(...padding) === 0 ? tf.maxPool(x, size, stride, 'valid') : tf.maxPool(x, size, stride, poolPadding(padding), 'floor');
}
