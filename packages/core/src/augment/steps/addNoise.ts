import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import { perImage, type PerImage } from './perImage';

/**
 * Adds noise, for each image of its own strength: y = x + deviation · noise. ADA draws the deviation as 0.1 · |N(0, 1)|, the noise from N(0, 1).
 *
 * Shapes: images and noise `[N, H, W, C]`, deviations `[N]` → `[N, H, W, C]`. Differentiable to any order by all three. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const noisy = augment.addNoise(images, randomStream(7).normal(images.shape), [0.1, 0, 0, 0, 0, 0, 0, 0.2]);
 */
export function addNoise(images: Tensor4D, noise: tf.Tensor, deviations: PerImage): Tensor4D {
  checkRank('addNoise', 'images', images, 4, 'N, H, W, C');
  check(tf.util.arraysEqual(noise.shape, images.shape), () => {
    return `addNoise: noise must have the shape of the images, [${images.shape.join(', ')}]. Got [${noise.shape.join(', ')}].`;
  });
  return tf.tidy(() => tf.add(images, tf.mul(noise, perImage('addNoise', 'deviations', deviations, [images.shape[0], 1, 1, 1]))));
}
