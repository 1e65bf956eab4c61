import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../checks';
import { binomial, checkFilter, type PyramidOptions } from './pyramidDown';
import { reflectionPad } from './reflectionPad';
import { insertZeros } from './resampleAxis';
import { resizeNearest } from './resizeNearest';
import { upfirdn2d } from './upfirdn2d';

/**
 * One step up a pyramid: twice as many pixels, smooth where the filter is 'binomial', copies where it is 'box'.
 *
 * Shapes: x `[N, H, W, C]` → `[N, 2H, 2W, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where x is no image of at least 2 × 2 pixels (1 × 1 with 'box').
 * @see Burt & Adelson 1983, "The Laplacian Pyramid as a Compact Image Code", https://doi.org/10.1109/TCOM.1983.1095851
 * @example const twice = pyramidUp(tf.ones([1, 4, 4, 3])); // [1, 8, 8, 3]
 */
export function pyramidUp(x: Tensor4D, { filter = 'binomial' }: PyramidOptions = {}): Tensor4D {
  checkRank('pyramidUp', 'x', x, 4, 'N, H, W, C');
  checkFilter('pyramidUp', filter);
  const [batch, height, width, channels] = x.shape;
  if (filter === 'box') return resizeNearest(x, [2 * height, 2 * width]);
  return tf.tidy(() => {
    // The border is mirrored after the zeros are in, so that each side of the mirror has them in the same places.
    const tall = insertZeros(tf.reshape(x, [batch, height, width * channels]), 2);
    const both = insertZeros(tf.reshape(tall, [batch * height * 2, width, channels]), 2);
    const spread: Tensor4D = tf.reshape(both, [batch, 2 * height, 2 * width, channels]);
    return upfirdn2d(reflectionPad(spread, 2), binomial, { gain: 4 });
  });
}
