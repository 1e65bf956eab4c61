import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { checkAlike } from '../checks/checkAlike';
import { checkChoice } from '../checks/checkChoice';

export interface ReconstructionEnergyOptions {
  /** 'absolute' and 'square' are means over all numbers of an image, 'length' is the Euclidean length of the difference. Default 'square'. */
  readonly distance?: 'absolute' | 'square' | 'length';
}

const distances = {
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
 * @throws GanError where the shapes differ, or for another distance.
 * @see Zhao et al. 2017, "Energy-based Generative Adversarial Networks", section 2.3, https://arxiv.org/abs/1609.03126
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", section 3.1, https://arxiv.org/abs/1703.10717
 * @example reconstructionEnergy(tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 4]])); // [2]
 */
export function reconstructionEnergy(
  images: Tensor,
  reconstructions: Tensor,
  { distance = 'square' }: ReconstructionEnergyOptions = {},
): Tensor1D {
  checkChoice('reconstructionEnergy', 'distance', distance, Object.keys(distances));
  checkAlike('reconstructionEnergy', 'images and reconstructions', images, reconstructions);
  return tf.tidy(() => distances[distance](tf.reshape(tf.sub(images, reconstructions), [images.shape[0], -1])));
}
