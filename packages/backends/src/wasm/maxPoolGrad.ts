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

/** The part of a window along one axis that lies within the image. */
const within = (first: number, size: number, length: number): readonly [from: number, to: number] => [
  Math.max(0, first),
  Math.min(length, first + size),
];

function scatterToLargest(x: Float32Array, dy: Float32Array, pooling: Pooling): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth } = pooling;
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = pooling;
  const dx = new Float32Array(x.length);
  let from = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let windowRow = 0; windowRow < outHeight; windowRow++) {
      const [top, bottom] = within(windowRow * strideHeight - padInfo.top, filterHeight, inHeight);
      for (let windowColumn = 0; windowColumn < outWidth; windowColumn++) {
        const [left, right] = within(windowColumn * strideWidth - padInfo.left, filterWidth, inWidth);
        for (let channel = 0; channel < inChannels; channel++, from++) {
          let best = -1; // the first of equals; none for a window outside the image
          for (let row = top; row < bottom; row++) {
            for (let column = left; column < right; column++) {
              const at = ((image * inHeight + row) * inWidth + column) * inChannels + channel;
              if (best < 0 || x[at]! > x[best]!) best = at;
            }
          }
          if (best >= 0) dx[best]! += dy[from]!;
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
