import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

/** `CropAndResize` from the image that each box names: the stock shader takes the n-th box from the n-th image, so these are put in that order. */
export const cropAndResize: Kernel = {
  name: tf.CropAndResize,
  build:
    (original): KernelFunc =>
    (call) => {
      const { image, boxInd } = call.inputs as unknown as { image: Tensor4D; boxInd: Tensor1D };
      return tf.tidy(() => {
        const inputs = { ...call.inputs, image: tf.gather(image, boxInd), boxInd: tf.range(0, boxInd.size, 1, 'int32') };
        return resultOf(original!({ ...call, inputs }));
      });
    },
};
