import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';

interface PadAttributes {
  readonly paddings: readonly (readonly [number, number])[];
  readonly constantValue: number;
}

/** Pads one axis of any tensor, seen as [outer, axis, inner]. */
function padAxis(x: Tensor, axis: number, [before, after]: readonly [number, number], value: number): Tensor {
  if (before === 0 && after === 0) return x;
  const size = x.shape[axis] ?? 1;
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const padded = tf.pad(
    tf.reshape(x, [outer, size, x.size / (outer * size)]),
    [
      [0, 0],
      [before, after],
      [0, 0],
    ],
    value,
  );
  return tf.reshape(
    padded,
    x.shape.map((length, i) => (i === axis ? length + before + after : length)),
  );
}

/** `PadV2` of five axes and more, one after the other: the stock shader has no such coordinates and does not compile. */
export const pad: Kernel = {
  name: tf.PadV2,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      if (x.shape.length < 5) return original!(call);
      const { paddings, constantValue } = call.attrs as unknown as PadAttributes;
      return tf.tidy(() => paddings.reduce((padded, around, axis) => padAxis(padded, axis, around, constantValue), x.clone()));
    },
};
