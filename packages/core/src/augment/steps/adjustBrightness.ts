import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../../ops/checks';
import { perImage, type PerImage } from './perImage';

/**
 * Adds an amount to all of an image: y = x + amount. DiffAugment draws it from [-0.5, 0.5).
 *
 * Shapes: images `[N, H, W, C]`, amounts `[N]` → `[N, H, W, C]`. Differentiable to any order by both. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const brighter = augment.adjustBrightness(tf.zeros([2, 4, 4, 3]), [0.25, 0]);
 */
export function adjustBrightness(images: Tensor4D, amounts: PerImage): Tensor4D {
  checkRank('adjustBrightness', 'images', images, 4, 'N, H, W, C');
  return tf.tidy(() => tf.add(images, perImage<Tensor4D>('adjustBrightness', 'amounts', amounts, [images.shape[0], 1, 1, 1])));
}
