import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { type PoolOptions, poolingWindow, poolPadding } from './poolingWindow';

export interface AveragePoolOptions extends PoolOptions {
  /** Whether the zeros of the padding count as pixels of the window. Default true, as in PyTorch. */
  readonly countPadding?: boolean;
}

/**
 * The mean of each window of pixels.
 *
 * Shapes: x `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H + 2 padding - size) / stride) + 1. Differentiable to any order.
 * The caller disposes.
 *
 * @throws GanError where the window does not fit.
 * @example const half = averagePool(tf.ones([1, 8, 8, 3])); // [1, 4, 4, 3]
 */
export function averagePool(x: Tensor4D, { countPadding = true, ...window }: AveragePoolOptions = {}): Tensor4D {
  const { size, stride, padding } = poolingWindow('averagePool', x, window);
  const zeros = poolPadding(padding);
  if (Math.max(...padding) === 0) return tf.avgPool(x, size, stride, 'valid');
  return tf.tidy(() => (countPadding ? tf.avgPool(tf.pad(x, zeros), size, stride, 'valid') : tf.avgPool(x, size, stride, zeros, 'floor')));
}
