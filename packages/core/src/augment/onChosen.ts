import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** Rows by number. Not tf.gather, whose derivative not every backend has. */
const rows = (x: Tensor2D, numbers: readonly number[]): Tensor2D =>
  tf.gatherND(x, tf.tensor2d([...numbers], [numbers.length, 1], 'int32')) as Tensor2D;

/**
 * Changes the images that are chosen and leaves the others as they are, exactly. What the change costs, it costs for the chosen alone.
 * Shapes: images `[N, H, W, C]`, change of the chosen `[n, H, W, C]` → the same. Inside a `tf.tidy` of the caller's.
 */
export function onChosen(images: Tensor4D, chosen: readonly boolean[], change: (some: Tensor4D) => Tensor4D): Tensor4D {
  const numbers = chosen.flatMap((is, n) => (is ? [n] : []));
  if (numbers.length === 0) return images;
  if (numbers.length === chosen.length) return change(images);

  const [batch, height, width, channels] = images.shape;
  const flat: Tensor2D = tf.reshape(images, [batch, height * width * channels]);
  const changed = change(tf.reshape(rows(flat, numbers), [numbers.length, height, width, channels]));
  const both = tf.concat([flat, tf.reshape<tf.Rank.R2>(changed, [numbers.length, height * width * channels])], 0);
  let next = batch;
  return tf.reshape(
    rows(
      both,
      chosen.map((is, n) => (is ? next++ : n)),
    ),
    [batch, height, width, channels],
  );
}
