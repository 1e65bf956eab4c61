import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

export interface RotatedImages {
  /** `[4N, H, W, C]`: the batch as it is, then turned by 90°, 180° and 270°. */
  readonly images: Tensor4D;
  /** int32 `[4N]`: 0 to 3. */
  readonly labels: Tensor1D;
}

/**
 * A batch in all four rotations, counterclockwise, with the number of the rotation: what a self-supervised discriminator classifies, with
 * `classCrossEntropy`: on reals for D (weight 1), on fakes for G (weight 0.2).
 *
 * Shapes: images `[N, S, S, C]` → `[4N, S, S, C]`, `[4N]`. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError unless images are square.
 * @see Chen et al. 2019, "Self-Supervised GANs via Auxiliary Rotation Loss", https://arxiv.org/abs/1811.11212
 * @example const { images: rotated, labels } = rotations(images);
 */
export function rotations(images: Tensor4D): RotatedImages {
  const [count, height, width] = images.shape;
  check(images.rank === 4 && height === width, () => {
    return `rotations: images must be [N, S, S, C], square. Got ${shapeOf(images)}. Crop or resize them.`;
  });
  return tf.tidy(() => {
    const turned = tf.transpose(images, [0, 2, 1, 3]);
    const all: Tensor4D[] = [images, tf.reverse(turned, 1), tf.reverse(images, [1, 2]), tf.reverse(turned, 2)];
    const labels = Int32Array.from({ length: 4 * count }, (_, i) => Math.floor(i / count));
    return { images: tf.concat(all, 0), labels: tf.tensor1d(labels, 'int32') };
  });
}
