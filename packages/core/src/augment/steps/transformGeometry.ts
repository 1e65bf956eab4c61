import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import { gridSample } from '../../ops/index';
import type { Matrix } from '../matrix';
import { filterMargin, geometryPlan } from './geometryPlan';
import { downsamplingMatrix, lowPassOf, throughMatrix, turned, upsamplingMatrix } from './resampling';
import { sym6 } from './wavelets';

export interface TransformGeometryOptions {
  /** A low-pass filter of an even number of taps; it is normalised to the sum 1. Default the symlet with 6 vanishing moments, 12 taps. */
  readonly filter?: readonly number[];
}

/** (x, y, 1) of the middle of each pixel, row by row, in [-1, 1]: [1, H · W, 3]. */
function places(height: number, width: number): Tensor3D {
  const numbers = new Float32Array(height * width * 3);
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++) numbers.set([(2 * j + 1) / width - 1, (2 * i + 1) / height - 1, 1], (i * width + j) * 3);
  return tf.tensor3d(numbers, [1, height * width, 3]);
}

/** Where each image is read, (y, x) for images whose rows are columns: [N, H, W, 2]. */
function gridOf(theta: readonly Matrix[], height: number, width: number): Tensor4D {
  const maps = tf.tensor3d(theta.map(([x = [], y = []]) => [[...y], [...x]]));
  return tf.reshape(tf.matMul(places(height, width), maps, false, true), [theta.length, height, width, 2]);
}

/**
 * Moves, turns, scales and shears images without aliasing: mirrored beyond its borders, twice as fine by a wavelet's low-pass filter, read bilinearly where the
 * transformation says, filtered and coarsened again. What lies further out than a whole mirror image is 0.
 *
 * The inverse of an image's transformation maps a place of the result, (x, y, 1) in pixels from the middle, to the place of the image that is seen there.
 * They are numbers and not a tensor, since they decide how much is padded: the device is not waited for.
 *
 * Shapes: images `[N, H, W, C]`, inverses N of 3 x 3 → `[N, H, W, C]`. The identity gives the image back but for the last digits.
 * Differentiable to any order by the images. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const twiceAsLarge = augment.transformGeometry(tf.ones([1, 16, 16, 3]), [[[0.5, 0, 0], [0, 0.5, 0], [0, 0, 1]]]);
 */
export function transformGeometry(
  images: Tensor4D,
  inverses: readonly Matrix[],
  { filter = sym6 }: TransformGeometryOptions = {},
): Tensor4D {
  checkRank('transformGeometry', 'images', images, 4, 'N, H, W, C');
  const [batch, height, width] = images.shape;
  check(
    inverses.length === batch,
    () => `transformGeometry: inverses must be one for each of the ${batch} images. Got ${inverses.length}.`,
  );
  const taps = lowPassOf('transformGeometry', filter);
  const { padding, theta } = geometryPlan(inverses, { height, width, taps: taps.length });
  const margin = filterMargin(taps.length);

  return tf.tidy(() => {
    const tall = throughMatrix(images, upsamplingMatrix(height, [padding.top, padding.bottom], taps));
    const fine = throughMatrix(turned(tall), upsamplingMatrix(width, [padding.left, padding.right], taps));
    const read = gridSample(fine, gridOf(theta, 2 * (height + 2 * margin), 2 * (width + 2 * margin)));
    const low = throughMatrix(read, downsamplingMatrix(height, margin, taps));
    return turned(throughMatrix(turned(low), downsamplingMatrix(width, margin, taps)));
  });
}
