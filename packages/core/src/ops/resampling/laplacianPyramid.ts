import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { pyramidDown, type PyramidOptions } from './pyramidDown';
import { pyramidUp } from './pyramidUp';

export interface LaplacianPyramidOptions extends PyramidOptions {
  /** How many images come out; each is half as large as the one before. Default 3. */
  readonly levels?: number;
}

/**
 * Takes an image apart into bands of detail, the finest first, and what is left at the coarsest:
 * hₖ = Iₖ - up(Iₖ₊₁) with Iₖ₊₁ = down(Iₖ), and the last h is the last I. `laplacianReconstruct` puts them together again, exactly.
 *
 * Shapes: x `[N, H, W, C]` → `levels` images `[N, H / 2ᵏ, W / 2ᵏ, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless `levels` is a whole number above 0, and the image can be halved so often.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", section 2.2, https://arxiv.org/abs/1506.05751
 * @example const [fine, middle, coarse] = laplacianPyramid(tf.ones([1, 16, 16, 3]), { levels: 3 }); // 16, 8 and 4 pixels wide
 */
export function laplacianPyramid(x: Tensor4D, { levels = 3, filter = 'binomial' }: LaplacianPyramidOptions = {}): Tensor4D[] {
  checkRank('laplacianPyramid', 'x', x, 4, 'N, H, W, C');
  const step = 2 ** (levels - 1);
  const divisible = x.shape[1] % step === 0 && x.shape[2] % step === 0;
  check(Number.isInteger(levels) && levels >= 1, () => `laplacianPyramid: levels must be an integer >= 1. Got ${levels}.`);
  check(divisible, () => {
    return `laplacianPyramid: height and width must be multiples of ${step} for ${levels} levels. Got ${x.shape[1]} x ${x.shape[2]}. Use fewer levels, or resize.`;
  });
  return tf.tidy(() => {
    const bands: Tensor4D[] = [];
    let image = tf.clone(x);
    for (let level = 1; level < levels; level++) {
      const coarser = pyramidDown(image, { filter });
      bands.push(tf.sub(image, pyramidUp(coarser, { filter })));
      image = coarser;
    }
    return [...bands, image];
  });
}
