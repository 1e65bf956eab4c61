import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { checkFilter, type PyramidOptions } from './pyramidDown';
import { pyramidUp } from './pyramidUp';

/**
 * Puts a Laplacian pyramid together again: Iₖ = hₖ + up(Iₖ₊₁), from the coarsest on.
 *
 * Shapes: bands `[N, H / 2ᵏ, W / 2ᵏ, C]`, the finest first → `[N, H, W, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where there is no band, or one is not half as large as the one before, with its batch and channels.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", https://arxiv.org/abs/1506.05751
 * @example const image = laplacianReconstruct([tf.zeros([1, 8, 8, 3]), tf.ones([1, 4, 4, 3])], { filter: 'box' }); // [1, 8, 8, 3]
 */
export function laplacianReconstruct(bands: readonly Tensor4D[], { filter = 'binomial' }: PyramidOptions = {}): Tensor4D {
  checkFilter('laplacianReconstruct', filter);
  const coarsest = bands.at(-1);
  check(coarsest !== undefined, () => 'laplacianReconstruct: bands must hold at least one image. Got none.');
  bands.forEach((band, k) => {
    checkRank('laplacianReconstruct', `bands[${k}]`, band, 4, 'N, H, W, C');
    const finer = bands[k - 1];
    const [samples, height, width, channels] = band.shape;
    const half = !finer || finer.shape.join() === [samples, 2 * height, 2 * width, channels].join();
    check(
      half,
      () =>
        `laplacianReconstruct: bands[${k}] must be half as large as the one before, [${finer?.shape.join(', ')}]. Got [${band.shape.join(', ')}]. Batch and channels stay.`,
    );
  });
  return tf.tidy(() => bands.slice(0, -1).reduceRight((image, band) => tf.add(band, pyramidUp(image, { filter })), tf.clone(coarsest)));
}
