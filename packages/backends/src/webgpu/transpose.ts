import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

/**
 * `Transpose` of bool and int32 as well: the stock shader writes every element as a float, which WGSL refuses for integers, and the
 * output is then whatever its buffer held before. They travel as float32, exact up to 2²⁴ in size.
 */
export const transpose: Kernel = {
  name: tf.Transpose,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      const transposed = (inputs: { x: Tensor }): TensorInfo => original!({ ...call, inputs }) as TensorInfo;
      if (x.dtype === 'float32') return transposed({ x });
      return tf.tidy(() => tf.cast(resultOf(transposed({ x: tf.cast(x, 'float32') })), x.dtype));
    },
};
