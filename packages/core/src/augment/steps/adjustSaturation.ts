import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../../ops/checks';
import { perImage, type PerImage } from './perImage';

/**
 * Moves the colours of each pixel from or towards their mean m over the channels: y = m + factor · (x - m). 0 makes an image gray; a gray image stays as
 * it is. DiffAugment draws the factor from [0, 2).
 *
 * Shapes: images `[N, H, W, C]`, factors `[N]` → `[N, H, W, C]`. Differentiable to any order by both. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const gray = augment.adjustSaturation(tf.ones([2, 4, 4, 3]), [0, 0]);
 */
export function adjustSaturation(images: Tensor4D, factors: PerImage): Tensor4D {
  checkRank('adjustSaturation', 'images', images, 4, 'N, H, W, C');
  return tf.tidy(() => {
    const factor = perImage<Tensor4D>('adjustSaturation', 'factors', factors, [images.shape[0], 1, 1, 1]);
    const mean = tf.mean<Tensor4D>(images, 3, true);
    return tf.add(mean, tf.mul(tf.sub(images, mean), factor));
  });
}
