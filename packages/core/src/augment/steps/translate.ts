import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { constant } from '../../autodiff/constant';
import { checkRank } from '../../ops/checks';
import { perImage, type PerImage } from './perImage';

export interface Translation {
  /** Whole pixels; positive moves the image up. */
  readonly rows: PerImage;
  /** Whole pixels; positive moves the image to the left. */
  readonly columns: PerImage;
}

/** The row (or column) that each row reads: [N, size]. */
const readBy = (shift: Tensor, size: number): Tensor => tf.add(tf.range(0, size), shift);

const inside = (read: Tensor, size: number): Tensor => tf.cast(tf.logicalAnd(tf.greaterEqual(read, 0), tf.less(read, size)), 'float32');

const whole = (read: Tensor, size: number): Tensor => tf.cast(tf.clipByValue(read, 0, size - 1), 'int32');

/**
 * Moves each image by whole pixels and fills with zeros: y[i, j] = x[i + rows, j + columns], 0 where there is no such pixel. DiffAugment draws both up to an
 * eighth of the size.
 *
 * Shapes: images `[N, H, W, C]`, rows and columns `[N]`, whole numbers → `[N, H, W, C]`. Exact. Differentiable to any order by the images.
 * The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", https://arxiv.org/abs/2006.10738
 * @example const moved = augment.translate(tf.ones([2, 8, 8, 3]), { rows: [1, 0], columns: [-2, 3] });
 */
export function translate(images: Tensor4D, { rows, columns }: Translation): Tensor4D {
  checkRank('translate', 'images', images, 4, 'N, H, W, C');
  const [batch, height, width, channels] = images.shape;
  return tf.tidy(() => {
    const [numbers, mask] = constant<[Tensor, Tensor]>(() => {
      const row = readBy(perImage('translate', 'rows', rows, [batch, 1]), height);
      const column = readBy(perImage('translate', 'columns', columns, [batch, 1]), width);
      const first = tf.mul(tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1]), tf.scalar(height, 'int32'));
      const line = tf.mul(tf.add(first, whole(row, height)), tf.scalar(width, 'int32'));
      const pixel = tf.add(tf.reshape(line, [batch, height, 1]), tf.reshape(whole(column, width), [batch, 1, width]));
      const kept = tf.mul(tf.reshape(inside(row, height), [batch, height, 1]), tf.reshape(inside(column, width), [batch, 1, width]));
      return [tf.reshape(pixel, [batch * height * width, 1]), tf.reshape(kept, [batch * height * width, 1])];
    });
    const read = tf.gatherND(tf.reshape(images, [batch * height * width, channels]), numbers);
    return tf.reshape(tf.mul(read, mask), [batch, height, width, channels]);
  });
}
