import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkRank } from '../checks';
import { pairOf } from '../convolution/convolutionSize';

export interface ResizeBilinearOptions {
  /** Whether the corner pixels stay corner pixels (true) or the outer edges stay edges (false). Default false. */
  readonly alignCorners?: boolean;
}

/**
 * Resizes an image by bilinear interpolation: row i reads the image at (i + ½)·H / H' - ½, or at i·(H - 1) / (H' - 1) with `alignCorners`.
 * It does not smooth: of an image made smaller than half, `upfirdn2d` or `averagePool` keep more.
 *
 * Shapes: x `[N, H, W, C]`, size [H', W'] → `[N, H', W', C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the size is a pair of whole numbers above 0.
 * @example const twice = resizeBilinear(tf.ones([1, 4, 4, 3]), [8, 8]); // [1, 8, 8, 3]
 */
export function resizeBilinear(
  x: Tensor4D,
  size: readonly [number, number],
  { alignCorners = false }: ResizeBilinearOptions = {},
): Tensor4D {
  checkRank('resizeBilinear', 'x', x, 4, 'N, H, W, C');
  const [rows, columns] = pairOf('resizeBilinear', 'size', size, 1);
  return tf.image.resizeBilinear(x, [rows, columns], alignCorners, !alignCorners);
}
