import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import { boxMask } from './boxMask';
import { perImage, type PerImage } from './perImage';

export interface PixelCutout {
  /** The row of the box's middle, of each image; for an even height the lower one of the two. May lie at H, just below the image. */
  readonly rows: PerImage;
  /** The column of the box's middle. */
  readonly columns: PerImage;
  /** [height, width] of the box, in pixels. */
  readonly size: readonly [height: number, width: number];
}

/**
 * Sets a box of whole pixels to 0, which is mid-gray: rows row - floor(h / 2) … row - floor(h / 2) + h - 1 and columns likewise, as far as they lie in the
 * image. DiffAugment's cutout, with boxes of half the height and width.
 *
 * Shapes: images `[N, H, W, C]`, rows and columns `[N]`, whole numbers → `[N, H, W, C]`. Differentiable to any order by the images.
 * The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const cut = augment.cutoutPixels(tf.ones([2, 8, 8, 3]), { rows: [4, 0], columns: [4, 8], size: [4, 4] });
 */
export function cutoutPixels(images: Tensor4D, { rows, columns, size }: PixelCutout): Tensor4D {
  checkRank('cutoutPixels', 'images', images, 4, 'N, H, W, C');
  const valid = size.every((length) => Number.isInteger(length) && length >= 0);
  check(valid, () => `cutoutPixels: size must be two integers >= 0, [height, width]. Got [${size.join(', ')}].`);
  const batch = images.shape[0];
  return tf.tidy(() => {
    const along = (name: string, middles: PerImage, length: number) => {
      const first = tf.sub(perImage('cutoutPixels', name, middles, [batch, 1]), Math.floor(length / 2));
      return [tf.add(first, length / 2), tf.scalar(length)] as const;
    };
    const box = { y: along('rows', rows, size[0]), x: along('columns', columns, size[1]) };
    return tf.mul(images, boxMask(images.shape, box));
  });
}
