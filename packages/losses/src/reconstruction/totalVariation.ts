import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/**
 * Anisotropic total variation: Σ |x[i + 1, j] - x[i, j]| + |x[i, j + 1] - x[i, j]|, over the whole batch.
 *
 * Shapes: images `[N, H, W, C]` → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless x is `[N, H, W, C]`.
 * @see Johnson et al. 2016, "Perceptual Losses for Real-Time Style Transfer and Super-Resolution", section 3.2, https://arxiv.org/abs/1603.08155
 * @example totalVariation(tf.tensor4d([0, 1, 3, 3], [1, 2, 2, 1])); // 6
 */
export function totalVariation(images: Tensor4D): Scalar {
  check(images.rank === 4, () => `totalVariation: images must be [N, H, W, C]. Got ${shapeOf(images)}.`);
  const [count, height, width, channels] = images.shape;
  return tf.tidy(() => {
    const steps = (size: [number, number, number, number], second: [number, number, number, number]): Scalar =>
      tf.sum<Scalar>(tf.abs(tf.sub(tf.slice(images, second, size), tf.slice(images, [0, 0, 0, 0], size))));
    const down = steps([count, height - 1, width, channels], [0, 1, 0, 0]);
    return tf.add(down, steps([count, height, width - 1, channels], [0, 0, 1, 0]));
  });
}
