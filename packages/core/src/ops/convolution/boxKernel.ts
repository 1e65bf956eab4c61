import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Which of `taps` taps add up to each of the `taps + factor - 1` of the widened kernel, along one axis: tap b is the sum of the
 * taps b - factor + 1 … b, or with `reversed` of those counted from the end.
 */
const sums = (taps: number, factor: number, reversed: boolean): boolean[][] =>
  Array.from({ length: taps + factor - 1 }, (_, b) =>
    Array.from({ length: taps }, (_, a) => {
      const offset = reversed ? taps - 1 - a : a;
      return offset <= b && b < offset + factor;
    }),
  );

/**
 * A kernel [kh, kw, C, K] convolved with a box of `factor` × `factor` ones: [kh + factor - 1, kw + factor - 1, C, K], its taps in reverse
 * order if asked. One product with a constant matrix, since pads, sums and a reversal would move the kernel many times.
 * Inside a `tf.tidy` of the caller's.
 */
export function boxKernel(kernel: Tensor4D, factor: number, { reversed = false, scale = 1 } = {}): Tensor4D {
  const [rows, columns, inputs, outputs] = kernel.shape;
  const [vertical, horizontal] = [sums(rows, factor, reversed), sums(columns, factor, reversed)];
  const entries = vertical.flatMap((row) =>
    horizontal.flatMap((column) => row.flatMap((above) => column.map((beside) => (above && beside ? scale : 0)))),
  );
  const box = tf.tensor2d(entries, [vertical.length * horizontal.length, rows * columns]);
  const product = tf.matMul(box, tf.reshape(kernel, [rows * columns, inputs * outputs]));
  return tf.reshape(product, [vertical.length, horizontal.length, inputs, outputs]);
}
