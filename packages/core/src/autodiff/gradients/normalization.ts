import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import { savedAt, sumTo } from './build';

/** y = (x - mean) / √(variance + ε) · scale + offset; statistics, scale and offset broadcast, and scale may be missing. */
const batchNorm: Gradient = {
  kernelName: 'FusedBatchNorm',
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, saved, { varianceEpsilon }) => {
    const [x, mean, variance] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    const scale = saved[3];
    const scaled = (t: Tensor): Tensor => (scale ? tf.mul(t, scale) : t);
    const inverse = (): Tensor => tf.rsqrt(tf.add(variance, varianceEpsilon as number));
    const factor = (): Tensor => scaled(inverse());
    const centred = (): Tensor => tf.sub(x, mean);
    const vector = (t: Tensor): Tensor => sumTo(t, mean.shape);
    return {
      x: () => tf.mul(dy as Tensor, factor()),
      mean: () => tf.neg(tf.mul(vector(dy as Tensor), factor())),
      variance: () => {
        const cube = tf.mul(scaled(inverse()), tf.square(inverse()));
        return tf.mul(vector(tf.mul(dy as Tensor, centred())), tf.mul(cube, -0.5));
      },
      scale: () => tf.mul(vector(tf.mul(dy as Tensor, centred())), inverse()),
      offset: () => vector(dy as Tensor),
    };
  },
};

/** Normalization kernels. */
export const normalization: readonly Gradient[] = [batchNorm];
