import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../../ops/checks';
import { perImage, type PerImage } from './perImage';

/**
 * Moves all values of an image from or towards their mean m over pixels and channels: y = m + factor · (x - m). DiffAugment draws the factor
 * from [0.5, 1.5).
 *
 * Shapes: images `[N, H, W, C]`, factors `[N]` → `[N, H, W, C]`. Differentiable to any order by both. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const flatter = augment.adjustContrast(tf.ones([2, 4, 4, 3]), [0.5, 1]);
 */
export function adjustContrast(images: Tensor4D, factors: PerImage): Tensor4D {
  checkRank('adjustContrast', 'images', images, 4, 'N, H, W, C');
  return tf.tidy(() => {
    const factor = perImage<Tensor4D>('adjustContrast', 'factors', factors, [images.shape[0], 1, 1, 1]);
    const mean = tf.mean<Tensor4D>(images, [1, 2, 3], true);
    return tf.add(mean, tf.mul(tf.sub(images, mean), factor));
  });
}
