import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel';

/** The real and the imaginary part in the shape of the number: the stock kernels give the shape in which the number was computed. */
const part = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { shape } = call.inputs['input'] as Tensor;
      return { ...(original!(call) as TensorInfo), shape };
    },
});

export const parts: readonly Kernel[] = [part(tf.Real), part(tf.Imag)];
