import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import type { Matrix } from '../matrix';

// Filters as matrices: at the sizes of images, products of matrices are quicker than convolutions, and the mirrored borders come free.

/** Where a position beyond the ends is mirrored to; the ends are not repeated. */
function mirrored(position: number, size: number): number {
  if (size === 1) return 0;
  const turn = 2 * (size - 1);
  const within = ((position % turn) + turn) % turn;
  return Math.min(within, turn - within);
}

/** Filters an axis by each of the filters: [bands, size · size]. What lies beyond the ends is mirrored. */
export function filterMatrices(bank: Matrix, size: number): Tensor2D {
  const numbers = new Float32Array(bank.length * size * size);
  bank.forEach((filter, band) => {
    for (let i = 0; i < size; i++)
      filter.forEach((tap, k) => {
        numbers[(band * size + i) * size + mirrored(i + k - Math.floor(filter.length / 2), size)]! += tap;
      });
  });
  return tf.tensor2d(numbers, [bank.length, size * size]);
}

/**
 * Continues an axis by its mirror image, puts a zero behind each number and filters by convolution: [1, 2 (before + size + after), size].
 * The taps, an even number, are doubled, so that those that add up to 1 keep the brightness.
 */
export function upsamplingMatrix(size: number, [before, after]: readonly [number, number], taps: readonly number[]): Tensor3D {
  const coarse = before + size + after;
  const numbers = new Float32Array(2 * coarse * size);
  for (let fine = 0; fine < 2 * coarse; fine++)
    taps.forEach((tap, k) => {
      const read = fine - k + taps.length / 2 - 1;
      if (read % 2 === 0 && read >= 0 && read < 2 * coarse) numbers[fine * size + mirrored(read / 2 - before, size)]! += 2 * tap;
    });
  return tf.tensor3d(numbers, [1, 2 * coarse, size]);
}

/** Filters an axis by correlation, keeps every second number, and drops `margin` of these at both ends: [1, size, 2 (size + 2 margin)]. */
export function downsamplingMatrix(size: number, margin: number, taps: readonly number[]): Tensor3D {
  const fine = 2 * (size + 2 * margin);
  const numbers = new Float32Array(size * fine);
  for (let i = 0; i < size; i++)
    taps.forEach((tap, k) => {
      const read = 2 * (i + margin) + k - (taps.length / 2 - 1);
      if (read >= 0 && read < fine) numbers[i * fine + read]! += tap;
    });
  return tf.tensor3d(numbers, [1, size, fine]);
}

/** Each column of the images times a matrix: `[N, H, W, C]`, `[N or 1, H', H]` → `[N, H', W, C]`. */
export function throughMatrix(images: Tensor4D, matrix: Tensor3D): Tensor4D {
  const [batch, height, width, channels] = images.shape;
  const y = tf.matMul(matrix, tf.reshape<tf.Rank.R3>(images, [batch, height, width * channels]));
  return tf.reshape(y, [batch, -1, width, channels]);
}

/** Rows for columns: `[N, H, W, C]` → `[N, W, H, C]`. */
export const turned = (images: Tensor4D): Tensor4D => tf.transpose(images, [0, 2, 1, 3]);

/** Throws unless a filter has an even number of taps whose sum is not 0; returns it with the sum 1. */
export function lowPassOf(where: string, filter: readonly number[]): readonly number[] {
  const sum = filter.reduce((total, tap) => total + tap, 0);
  const valid = filter.length > 0 && filter.length % 2 === 0 && Math.abs(sum) > 1e-6 && Number.isFinite(sum);
  check(valid, () => `${where}: filter must have an even number of taps that do not add up to 0. Got [${filter.join(', ')}].`);
  return filter.map((tap) => tap / sum);
}
