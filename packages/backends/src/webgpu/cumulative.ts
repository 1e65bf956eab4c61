import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';
import { axisFromTheFront } from '../kernels/runningTotals';

interface Attributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** From the end: turned around, from the front, and back. The stock kernel is wrong where it is exclusive as well. */
const fromTheFront = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      const { axis, exclusive, reverse } = call.attrs as unknown as Attributes;
      if (!reverse || !exclusive) return original!(call);
      return tf.tidy(() => {
        const attrs = { ...call.attrs, reverse: false } as unknown as NonNullable<typeof call.attrs>;
        return tf.reverse(resultOf(original!({ ...call, inputs: { x: tf.reverse(x, axis) }, attrs })), axis);
      });
    },
});

export const cumulative: readonly Kernel[] = [tf.Cumsum, tf.Cumprod].map(fromTheFront).map(axisFromTheFront);
