import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { type BorderPadding, sidesOf } from './borderPadding';

/**
 * Continues an image beyond its borders by its mirror image; the border itself is not repeated: of 1 2 3, two pixels to the left make 3 2 1 2 3.
 *
 * Shapes: x `[N, H, W, C]` → `[N, top + H + bottom, left + W + right, C]`. Padding: pixels on all sides, or [[top, bottom], [left, right]].
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless each padding is smaller than the axis that it continues.
 * @example const padded = reflectionPad(tf.ones([1, 32, 32, 3]), 3); // [1, 38, 38, 3], then a 7 x 7 convolution without padding
 */
export function reflectionPad(x: Tensor4D, padding: BorderPadding): Tensor4D {
  checkRank('reflectionPad', 'x', x, 4, 'N, H, W, C');
  const [vertical, horizontal] = sidesOf('reflectionPad', padding, 0);
  const fits = Math.max(...vertical) < x.shape[1] && Math.max(...horizontal) < x.shape[2];
  check(fits, () => {
    return `reflectionPad: padding must be smaller than the image, which has ${x.shape[1]} x ${x.shape[2]} pixels. Got ${JSON.stringify(padding)}.`;
  });
  if (Math.max(...vertical, ...horizontal) === 0) return tf.clone(x);
  return tf.mirrorPad(x, [[0, 0], [...vertical], [...horizontal], [0, 0]], 'reflect');
}
