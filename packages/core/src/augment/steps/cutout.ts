import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../../ops/checks';
import { boxMask } from './boxMask';
import { type PairPerImage, perImage } from './perImage';

export interface Cutout {
  /** (x, y) of the middle, as a share of width and height: (0, 0) is the upper left corner, (1, 1) the lower right one. */
  readonly centers: PairPerImage;
  /** (width, height) as a share of the image's. 0 leaves the image as it is. */
  readonly sizes: PairPerImage;
}

/**
 * Sets a box to 0, which is mid-gray: y[i, j] = x[i, j] where |(j + ½) / W - cx| ≥ w / 2 or |(i + ½) / H - cy| ≥ h / 2. ADA draws the centre anywhere in the
 * image, and has boxes of half its width and height.
 *
 * Shapes: images `[N, H, W, C]`, centers and sizes `[N, 2]` → `[N, H, W, C]`. Differentiable to any order by the images. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const cut = augment.cutout(tf.ones([1, 8, 8, 3]), { centers: [[0.5, 0.5]], sizes: [[0.5, 0.5]] });
 */
export function cutout(images: Tensor4D, { centers, sizes }: Cutout): Tensor4D {
  checkRank('cutout', 'images', images, 4, 'N, H, W, C');
  const [batch, height, width] = images.shape;
  return tf.tidy(() => {
    const scale = tf.tensor2d([width, height], [1, 2]);
    const [cx, cy] = tf.split(tf.mul(perImage<Tensor2D>('cutout', 'centers', centers, [batch, 2]), scale), 2, 1) as [Tensor2D, Tensor2D];
    const [w, h] = tf.split(tf.mul(perImage<Tensor2D>('cutout', 'sizes', sizes, [batch, 2]), scale), 2, 1) as [Tensor2D, Tensor2D];
    return tf.mul(images, boxMask(images.shape, { x: [cx, w], y: [cy, h] }));
  });
}
