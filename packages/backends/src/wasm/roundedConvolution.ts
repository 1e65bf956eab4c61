import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { frameOfAxis, framed } from '../kernels/frame';
import type { Kernel } from '../kernels/kernel';
import { refuseUneven } from '../kernels/refuseUneven';
import { writtenOutPadding } from './writtenOutPadding';

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Forward convolution with `dimRoundingMode`, by which the stock kernel takes the size of the output but not the windows. */
const rounded = (name: string, depthwise: boolean): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { x, filter } = call.inputs as Record<'x' | 'filter', Tensor>;
      const { strides, pad, dilations, dimRoundingMode = 'floor' } = call.attrs as unknown as Attributes;
      refuseUneven(name, { pad, filterSize: filter.shape.slice(0, 2), strides });
      if (dimRoundingMode === 'floor') return original!(call);
      const shapes = [x.shape, filter.shape] as [[number, number, number, number], [number, number, number, number]];
      const info = tf.backend_util.computeConv2DInfo(...shapes, strides, dilations ?? 1, pad, dimRoundingMode, depthwise);
      return tf.tidy(() => {
        const image = framed(x, [
          [0, 0],
          frameOfAxis(info.padInfo.top, info.inHeight, info.outHeight, info.strideHeight, info.effectiveFilterHeight),
          frameOfAxis(info.padInfo.left, info.inWidth, info.outWidth, info.strideWidth, info.effectiveFilterWidth),
          [0, 0],
        ]);
        const attributes = { ...call.attrs, pad: 'valid', dimRoundingMode: 'floor' };
        return tf.engine().runKernel<Tensor>(name, { x: image, filter }, attributes);
      });
    },
});

export const conv2D = writtenOutPadding(rounded(tf.Conv2D, false));
export const depthwiseConv2dNative = writtenOutPadding(rounded(tf.DepthwiseConv2dNative, true), true);
