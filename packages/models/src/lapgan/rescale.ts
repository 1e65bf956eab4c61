import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';

/**
 * Square images of another size, as the code of LAPGAN scales them: smaller ones by the mean over the area of each pixel, larger ones by
 * bilinear interpolation with corners on corners. Sizes need not divide each other.
 *
 * Shapes: images `[N, s, s, C]` → `[N, size, size, C]`. The caller disposes.
 */
export function rescale(images: Tensor4D, size: number): Tensor4D {
  const [, side] = images.shape;
  if (size === side) return tf.clone(images);
  return size > side ? ops.resizeBilinear(images, [size, size], { alignCorners: true }) : areaMeans(images, size);
}

/** Means over blocks of pixels where the size divides, else A · x · Aᵀ with each pixel's shares. */
function areaMeans(images: Tensor4D, size: number): Tensor4D {
  const [count, side, , channels] = images.shape;
  const block = side / size;
  if (Number.isInteger(block)) return ops.averagePool(images, { size: block });
  return tf.tidy(() => {
    const share = shares(side, size);
    const repeated = (times: number): Tensor3D => tf.tile(tf.expandDims<Tensor3D>(share), [times, 1, 1]);
    const rows = tf.matMul(repeated(count), tf.reshape<Rank.R3>(images, [count, side, side * channels]));
    const columns = tf.matMul(repeated(count * size), tf.reshape<Rank.R3>(rows, [count * size, side, channels]));
    return tf.reshape(columns, [count, size, size, channels]);
  });
}

/** How much of each of `side` pixels lies in each of `size` larger ones, as parts of the larger one: `[size, side]`. */
function shares(side: number, size: number): Tensor2D {
  const step = side / size;
  const overlap = (row: number, pixel: number): number => Math.min((row + 1) * step, pixel + 1) - Math.max(row * step, pixel);
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: side }, (_, pixel) => Math.max(0, overlap(row, pixel)) / step),
  );
  return tf.tensor2d(rows);
}
