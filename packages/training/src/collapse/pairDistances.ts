import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** Sides of twice this length and more are averaged down to it or a little more. */
const SIDE = 16;

/**
 * How far apart images are, each from each: the root of the mean squared difference of their pixels, after patches are averaged until a side has
 * between 16 and 31 of them (pixels that do not fill a last patch are left out).
 *
 * Shapes: images `[N, H, W, C]` in [-1, 1] → `[N, N]` in [0, 2], 0 on the diagonal. One matrix product; float32, so that distances below
 * about 0.001 are noise. The caller disposes.
 *
 * @example pairDistances(tf.tensor4d([-1, 1], [2, 1, 1, 1])); // [0, 2, 2, 0]
 */
export function pairDistances(images: Tensor4D): Tensor2D {
  return tf.tidy(() => {
    const [count, height, width] = images.shape;
    const patch = [height, width].map((side) => Math.max(1, Math.floor(side / SIDE))) as [number, number];
    const small = Math.max(...patch) > 1 ? tf.avgPool(images, patch, patch, 'valid') : images;
    const rows = tf.reshape<tf.Rank.R2>(small, [count, -1]);
    const centred = tf.sub<Tensor2D>(rows, tf.mean(rows, 0));
    const squares = tf.sum(tf.square(centred), 1, true);
    const products = tf.matMul(centred, centred, false, true);
    const apart = tf.sub<Tensor2D>(tf.add(squares, tf.transpose(squares)), tf.mul(products, 2));
    const noDiagonal = tf.sub(1, tf.eye(count));
    return tf.mul<Tensor2D>(tf.sqrt(tf.relu(tf.div(apart, rows.shape[1]))), noDiagonal);
  });
}
