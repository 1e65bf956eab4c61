import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

/**
 * `Cast` to float32 that leaves floats in the buffer: the stock kernel renames the tensor and keeps its integers, and shaders that read
 * a buffer as it is (transposition, and every reduction over outer axes) are then refused by WGSL.
 */
export const cast: Kernel = {
  name: tf.Cast,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      const renamed = original!(call) as TensorInfo;
      if (renamed.dtype !== 'float32' || x.dtype === 'float32') return renamed;
      return tf.tidy(() => tf.mul(resultOf(renamed), 1));
    },
};
