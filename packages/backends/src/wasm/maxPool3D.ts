import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { framedMaximum } from '../kernels/framedPooling';
import type { Kernel } from '../kernels/kernel';

interface Attributes {
  readonly filterSize: number | [number, number, number];
  readonly strides: number | [number, number, number];
}

/** The largest element of each whole window: first in each slice [N D, H, W, C], then through the depth [N, D, H W, C]. */
const throughPlanes: KernelFunc = (call) => {
  const x = call.inputs['x'] as Tensor;
  const { filterSize, strides } = call.attrs as unknown as Attributes;
  const shape = x.shape as [number, number, number, number, number];
  const [batch, depth, height, width, channels] = shape;
  const info = tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, 'valid');
  return tf.tidy(() => {
    const slices: Tensor4D = tf.reshape(x, [batch * depth, height, width, channels]);
    const planes = tf.maxPool(slices, [info.filterHeight, info.filterWidth], [info.strideHeight, info.strideWidth], 'valid');
    const [, rows, columns] = planes.shape;
    const columnsOfDepth: Tensor4D = tf.reshape(planes, [batch, depth, rows * columns, channels]);
    const maxima = tf.maxPool(columnsOfDepth, [info.filterDepth, 1], [info.strideDepth, 1], 'valid');
    return tf.reshape(maxima, [batch, maxima.shape[1], rows, columns, channels]);
  });
};

/** `MaxPool3D`; the stock kernel starts from the smallest positive number, so windows of negative elements alone come out as 0. */
export const maxPool3D: Kernel = {
  name: tf.MaxPool3D,
  build: () => framedMaximum(tf.MaxPool3D, (_axes, { pad }) => pad === 'valid').build(throughPlanes),
};
