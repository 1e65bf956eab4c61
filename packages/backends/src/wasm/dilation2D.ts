import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { frameOfAxis, framed } from '../kernels/frame';
import type { Kernel } from '../kernels/kernel';

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations: number | [number, number];
}

/** `Dilation2D`, y = max over the window of x + filter; the stock kernel starts from the smallest positive number, so no result is negative. */
export const dilation2D: Kernel = {
  name: tf.Dilation2D,
  build: (): KernelFunc => (call) => {
    const { x, filter } = call.inputs as unknown as { x: Tensor4D; filter: Tensor3D };
    const { strides, pad, dilations } = call.attrs as unknown as Attributes;
    const info = tf.backend_util.computeDilation2DInfo(x.shape, filter.shape, strides, pad, 'NHWC', dilations);
    return tf.tidy(() => {
      const image = framed(
        x,
        [
          [0, 0],
          frameOfAxis(info.padInfo.top, info.inHeight, info.outHeight, info.strideHeight, info.effectiveFilterHeight),
          frameOfAxis(info.padInfo.left, info.inWidth, info.outWidth, info.strideWidth, info.effectiveFilterWidth),
          [0, 0],
        ],
        -Infinity,
      );
      const [height, width] = [(info.outHeight - 1) * info.strideHeight + 1, (info.outWidth - 1) * info.strideWidth + 1];
      const taps = Array.from({ length: info.filterHeight * info.filterWidth }, (_, tap) => {
        const [row, column] = [Math.floor(tap / info.filterWidth), tap % info.filterWidth];
        const [top, left] = [row * info.dilationHeight, column * info.dilationWidth];
        const seen = tf.stridedSlice(
          image,
          [0, top, left, 0],
          [info.batchSize, top + height, left + width, info.inChannels],
          [1, info.strideHeight, info.strideWidth, 1],
        );
        return tf.add(seen, tf.slice(filter, [row, column, 0], [1, 1, info.inChannels]));
      });
      return taps.reduce((largest, next) => tf.maximum(largest, next));
    });
  },
};
