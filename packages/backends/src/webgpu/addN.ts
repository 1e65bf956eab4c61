import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

/** A WebGPU device has at least eight storage buffers a stage; one is the output. */
const AT_ONCE = 7;

/** `AddN` of any number of tensors: the stock kernel binds a buffer for each, and its shader is refused from eight on. */
export const addN: Kernel = {
  name: tf.AddN,
  build:
    (original): KernelFunc =>
    (call) => {
      const sum = (terms: readonly TensorInfo[]): TensorInfo =>
        original!({ ...call, inputs: terms as unknown as typeof call.inputs }) as TensorInfo;
      const terms = Object.values(call.inputs) as Tensor[];
      if (terms.length <= AT_ONCE) return sum(terms);
      return tf.tidy(() => {
        let [total, ...rest] = terms as [Tensor, ...Tensor[]];
        while (rest.length > 0) {
          total = resultOf(sum([total, ...rest.slice(0, AT_ONCE - 1)]));
          rest = rest.slice(AT_ONCE - 1);
        }
        return total;
      });
    },
};
