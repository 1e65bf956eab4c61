import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, KernelFunc, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { wasmHeap } from './copyBlocks';

type Pooling = backend_util.Conv2DInfo;

interface PoolingAttributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Where the first largest element of a window lies in `x`, of one image and channel; -1 for a window outside the image. */
function largestInWindow(x: Float32Array, pooling: Pooling, offset: number, top: number, left: number): number {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth } = pooling;
  let best = -1;
  for (let row = Math.max(0, top); row < Math.min(inHeight, top + filterHeight); row++) {
    for (let column = Math.max(0, left); column < Math.min(inWidth, left + filterWidth); column++) {
      const at = offset + (row * inWidth + column) * inChannels;
      if (best < 0 || (x[at] ?? 0) > (x[best] ?? 0)) best = at;
    }
  }
  return best;
}

function scatterToLargest(x: Float32Array, dy: Float32Array, pooling: Pooling): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = pooling;
  const dx = new Float32Array(x.length);
  let from = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++) {
        for (let channel = 0; channel < inChannels; channel++, from++) {
          const offset = image * inHeight * inWidth * inChannels + channel;
          const at = largestInWindow(x, pooling, offset, row * strideHeight - padInfo.top, column * strideWidth - padInfo.left);
          if (at >= 0) dx[at] = (dx[at] ?? 0) + (dy[from] ?? 0);
        }
      }
    }
  }
  return dx;
}

/** `MaxPoolGrad`: the stock kernel drops the gradient of windows whose elements are all negative. The first of equals gets it. */
export const maxPoolGrad: Kernel = {
  name: tf.MaxPoolGrad,
  build:
    (): KernelFunc =>
    ({ inputs, attrs }) => {
      const { dy, input } = inputs as { dy: Tensor4D; input: Tensor4D };
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolingAttributes;
      const pooling = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
      const heap = wasmHeap();
      const [x, gradient] = [heap.typedArrayFromHeap(input) as Float32Array, heap.typedArrayFromHeap(dy) as Float32Array];
      return tf.tensor4d(scatterToLargest(x, gradient, pooling), input.shape);
    },
};
