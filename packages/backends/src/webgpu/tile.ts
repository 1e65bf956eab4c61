import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';

/** `x [outer, row]` with each row repeated `times` in place: one axis of any tensor, seen as a matrix. */
function repeatAxis(x: Tensor, axis: number, times: number): Tensor {
  if (times === 1) return x;
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const rows = tf.tile(tf.reshape(x, [outer, x.size / outer]), [1, times]);
  return tf.reshape(
    rows,
    x.shape.map((size, i) => (i === axis ? size * times : size)),
  );
}

/** `Tile` of five axes and more, one after the other: the stock kernel reads these back to the CPU at once, where WebGPU can only wait. */
export const tile: Kernel = {
  name: tf.Tile,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      const reps = (call.attrs as unknown as { reps: number[] }).reps;
      if (x.shape.length < 5) return original!(call);
      return tf.tidy(() => reps.reduce((tiled, times, axis) => repeatAxis(tiled, axis, times), x.clone()));
    },
};
