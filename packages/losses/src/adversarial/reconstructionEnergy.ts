import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

export interface ReconstructionEnergyOptions {
  /** 'absolute' and 'square' are means over all numbers of an image, 'length' is the Euclidean length of the difference. Default 'square'. */
  readonly of?: 'absolute' | 'square' | 'length';
}

const measures = {
  absolute: (x: Tensor): Tensor1D => tf.mean(tf.abs(x), 1),
  square: (x: Tensor): Tensor1D => tf.mean(tf.square(x), 1),
  length: (x: Tensor): Tensor1D => tf.sqrt<Tensor1D>(tf.maximum<Tensor1D>(tf.sum<Tensor1D>(tf.square(x), 1), 1e-24)),
} as const;

/**
 * How badly an autoencoder repeats each image: the energy of EBGAN and BEGAN.
 *
 * 'absolute' is BEGAN's; EBGAN's margin of 10 is meant for 'length', since a mean square of images in [-1, 1] never exceeds 4.
 * Shapes: images and reconstructions `[N, …]` → `[N]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ, or for another measure.
 * @see Zhao et al. 2017, "Energy-based GANs", section 2.3, https://arxiv.org/abs/1609.03126; Berthelot et al. 2017, "BEGAN", section 3.1, https://arxiv.org/abs/1703.10717
 * @example reconstructionEnergy(tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 4]])); // [2]
 */
export function reconstructionEnergy(
  images: Tensor,
  reconstructions: Tensor,
  { of = 'square' }: ReconstructionEnergyOptions = {},
): Tensor1D {
  check(of in measures, () => `reconstructionEnergy: of must be 'absolute', 'square' or 'length'. Got '${of}'.`);
  check(images.shape.join() === reconstructions.shape.join(), () => {
    return `reconstructionEnergy: images and reconstructions must have one shape. Got [${images.shape.join(', ')}] and [${reconstructions.shape.join(', ')}].`;
  });
  return tf.tidy(() => measures[of](tf.reshape(tf.sub(images, reconstructions), [images.shape[0], -1])));
}
