import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/** The squared length of each row: x `[N, …]` → `[N]`. */
export const squaredNorms = (x: Tensor): Tensor1D => tf.sum(tf.square(tf.reshape(x, [x.shape[0], -1])), 1);

/** Roots of squares, whose derivative at 0 is 0 and not infinite. */
export const lengthsOf = (squares: Tensor1D): Tensor1D => tf.sqrt<Tensor1D>(tf.maximum<Tensor1D>(squares, 1e-24));
