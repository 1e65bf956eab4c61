import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { averagePool } from './averagePool';
import { reflectionPad } from './reflectionPad';
import { upfirdn2d } from './upfirdn2d';

/** 'box': means of 2 × 2 pixels, and copies; 'binomial': [1, 4, 6, 4, 1] / 16 along each axis, with mirrored borders. */
export type PyramidFilter = 'box' | 'binomial';

export interface PyramidOptions {
  /** Default 'binomial'. */
  readonly filter?: PyramidFilter;
}

/** The taps of the binomial filter. */
export const binomial = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];

/** Throws unless the filter is one of the two. */
export function checkFilter(where: string, filter: string): void {
  check(filter === 'box' || filter === 'binomial', () => `${where}: filter must be 'box' or 'binomial'. Got ${JSON.stringify(filter)}.`);
}

/**
 * One step down a Gaussian pyramid: blurs, and keeps every second pixel.
 *
 * Shapes: x `[N, H, W, C]` → `[N, H / 2, W / 2, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless height and width are even (and above 2 for the binomial filter).
 * @see Burt & Adelson 1983, "The Laplacian Pyramid as a Compact Image Code", https://doi.org/10.1109/TCOM.1983.1095851
 * @example const half = pyramidDown(tf.ones([1, 8, 8, 3])); // [1, 4, 4, 3]
 */
export function pyramidDown(x: Tensor4D, { filter = 'binomial' }: PyramidOptions = {}): Tensor4D {
  checkRank('pyramidDown', 'x', x, 4, 'N, H, W, C');
  checkFilter('pyramidDown', filter);
  const [, height, width] = x.shape;
  check(
    height % 2 === 0 && width % 2 === 0,
    () => `pyramidDown: height and width must be even. Got ${height} x ${width}. Pad or resize the image.`,
  );
  if (filter === 'box') return averagePool(x);
  check(Math.min(height, width) > 2, () => {
    return `pyramidDown: the binomial filter must have more than 2 pixels a side to mirror. Got ${height} x ${width}. Use the filter 'box', or fewer levels.`;
  });
  return tf.tidy(() => upfirdn2d(reflectionPad(x, 2), binomial, { down: 2 }));
}
