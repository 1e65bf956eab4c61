import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

interface Attributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | number;
}

/**
 * `MaxPoolWithArgmax`: the values of max pooling, and the places from the stock kernel on a shifted image, since it starts from the
 * smallest positive number and finds nothing in windows of negative elements.
 */
export const maxPoolWithArgmax: Kernel = {
  name: tf.MaxPoolWithArgmax,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as tf.Tensor4D;
      const { filterSize, strides, pad } = call.attrs as unknown as Attributes;
      return tf.tidy(() => {
        const positive = tf.add(tf.sub(x, tf.min(x)), 1);
        const [, places] = (original!({ ...call, inputs: { x: positive } }) as TensorInfo[]).map(resultOf);
        return [tf.maxPool(x, filterSize, strides, pad), places!];
      });
    },
};
