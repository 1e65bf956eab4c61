import { ops } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** Below this many pixels a side is not halved. */
const SMALLEST = 4;

/**
 * How unlike images are, in pixels and in ever larger patches: the mean squared difference of the images, of their halves (means of 2 × 2 pixels),
 * of the halves of those and so on, and the mean of all that. The small images pull shapes into place where pixels do not overlap yet.
 *
 * Shapes: images and targets `[N, H, W, C]` → `[N]`. Differentiable to any order. The caller disposes.
 *
 * @example const far = pyramidDistance(real, fake);
 */
export function pyramidDistance(images: Tensor4D, targets: Tensor4D): Tensor1D {
  return tf.tidy(() => {
    let difference = tf.sub<Tensor4D>(images, targets);
    const levels = [meanSquare(difference)];
    while (Math.min(difference.shape[1], difference.shape[2]) >= 2 * SMALLEST - 1) {
      difference = ops.averagePool(difference, { size: 2, stride: 2 });
      levels.push(meanSquare(difference));
    }
    return tf.div<Tensor1D>(tf.addN(levels), levels.length);
  });
}

const meanSquare = (x: Tensor4D): Tensor1D => tf.mean(tf.square(x), [1, 2, 3]);
