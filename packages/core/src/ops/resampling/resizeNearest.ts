import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../checks';
import { pairOf } from '../convolution/convolutionSize';

/**
 * Each row of [A, B] `times` times in a row: [A · times, B]. A product with ones, cheap everywhere; its derivative, the sum of the copies, is
 * written out, since that of a product would multiply by the ones once more.
 */
function repeatRows(x: tf.Tensor, rows: number, times: number): tf.Tensor {
  if (times === 1) return x;
  const length = x.size / rows;
  const repeat = tf.customGrad((single) => ({
    value: tf.mul(single as tf.Tensor, tf.ones([1, times, 1])),
    gradFunc: (dy: tf.Tensor) => tf.sum(dy, 1, true),
  }));
  return repeat(tf.reshape(x, [rows, 1, length]));
}

/**
 * Resizes an image by copying the nearest pixel: y[i, j] = x[⌊i·H / H'⌋, ⌊j·W / W'⌋].
 *
 * Shapes: x `[N, H, W, C]`, size [H', W'] → `[N, H', W', C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the size is a pair of whole numbers above 0.
 * @example const twice = resizeNearest(tf.ones([1, 4, 4, 3]), [8, 8]); // [1, 8, 8, 3]
 */
export function resizeNearest(x: Tensor4D, size: readonly [number, number]): Tensor4D {
  checkRank('resizeNearest', 'x', x, 4, 'N, H, W, C');
  const [rows, columns] = pairOf('resizeNearest', 'size', size, 1);
  const [batch, height, width, channels] = x.shape;
  return tf.tidy(() => {
    if (rows % height !== 0 || columns % width !== 0) return tf.image.resizeNearestNeighbor(x, [rows, columns]);
    const wide = repeatRows(x, batch * height * width, columns / width);
    const both = repeatRows(wide, batch * height, rows / height);
    return tf.reshape(both, [batch, rows, columns, channels]);
  });
}
