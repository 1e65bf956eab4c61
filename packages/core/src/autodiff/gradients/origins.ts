import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import { run } from './build';
import type { Attributes } from './build';

const pixelsOf = ([, height = 1, width = 1]: readonly number[]): number => height * width;

/** Pixels `dy [B, h, w, C]` added up at the rows `ids [B, h, w, 1]` of an image [N, H, W, C] seen as [N · H · W, C]. */
export function scatterPixels(dy: Tensor, ids: Tensor, shape: readonly number[]): Tensor {
  const channels = shape[3] ?? 1;
  const rows = constant(() => tf.reshape(ids, [-1, 1]));
  const sums = tf.scatterND(rows, tf.reshape(dy, [-1, channels]), [(shape[0] ?? 0) * pixelsOf(shape), channels]);
  return tf.reshape(sums, [...shape]);
}

/**
 * The gradient of a kernel that copies pixels, by its image. The kernel itself says from where: run on images whose pixels hold their numbers,
 * 1 … H · W, it leaves 0 where it copies none. So the gradient rounds as the backend does.
 * `images [B]`: which of the N images each output reads.
 */
export function copiedFrom(
  kernelName: string,
  dy: Tensor,
  image: Tensor,
  images: Tensor,
  inputs: Record<string, Tensor>,
  attributes: Attributes,
): Tensor {
  const { shape } = image;
  const [batch = 0] = shape;
  const from = constant(() => {
    const numbers = tf.reshape(tf.range(1, pixelsOf(shape) + 1), [1, ...shape.slice(1, 3), 1]);
    return run(kernelName, { ...inputs, image: tf.tile(numbers, [batch, 1, 1, 1]) }, attributes);
  });
  const ids = constant(() => {
    const first = tf.mul(tf.cast(images, 'int32'), tf.scalar(pixelsOf(shape), 'int32'));
    return tf.add(tf.reshape(first, [-1, 1, 1, 1]), tf.cast(tf.maximum(tf.sub(from, 1), 0), 'int32'));
  });
  const copied = constant(() => tf.minimum(from, 1));
  return scatterPixels(tf.mul(dy, copied), ids, shape);
}

/** The numbers of N images, [N]. */
export const everyImage = ({ shape: [batch = 0] }: Tensor): Tensor => constant(() => tf.range(0, batch, 1, 'int32'));
