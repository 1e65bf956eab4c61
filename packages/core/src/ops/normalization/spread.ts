import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { axisLength } from '../checks';

/** `[N, G]`, a number for each group of consecutive channels, as `[N, C]`; `[N, 1]` and `[N, C]` stay as they are. */
export function repeated(values: Tensor2D, channels: number): Tensor2D {
  const [samples, groups] = values.shape;
  if (groups === 1 || groups === channels) return values;
  const copies = tf.mul(tf.reshape(values, [samples, groups, 1]), tf.ones([1, 1, channels / groups]));
  return tf.reshape(copies, [samples, channels]);
}

/**
 * `[N, G]`, a number for each group of consecutive channels, in a shape that broadcasts against x `[N, …, C]`. x keeps its own axes:
 * stock wasm kernels reduce [H, W] five times faster than one axis of H·W.
 */
export function spread(values: Tensor2D, x: Tensor): Tensor {
  const wide = repeated(values, axisLength(x, -1));
  return tf.reshape(wide, [wide.shape[0], ...x.shape.slice(1, -1).map(() => 1), wide.shape[1]]);
}
