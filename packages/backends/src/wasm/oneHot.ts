import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { type Kernel, resultOf } from '../kernels/kernel';

/** `OneHot` of float32: the stock kernel writes integers into it, whose bits then are read as floats near 0. */
export const oneHot: Kernel = {
  name: tf.OneHot,
  build:
    (original): KernelFunc =>
    (call) => {
      check(
        original !== undefined,
        () => "OneHot: expected the stock kernel of wasm to be registered. Got none. Call useBackend('wasm') first.",
      );
      const attrs = call.attrs as unknown as tf.OneHotAttrs;
      if (attrs.dtype !== 'float32') return original(call);
      const { onValue, offValue } = attrs;
      return tf.tidy(() => {
        const hot = resultOf(original({ ...call, attrs: { ...call.attrs, dtype: 'int32', onValue: 1, offValue: 0 } }));
        return tf.add(tf.mul(tf.cast(hot, 'float32'), onValue - offValue), offValue);
      });
    },
};
