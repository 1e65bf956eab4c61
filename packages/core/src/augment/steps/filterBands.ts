import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import type { Matrix } from '../matrix';
import { filterBank } from './filterBank';
import { filterMatrices, throughMatrix, turned } from './resampling';

/** A gain for each band, the lowest first: `[N, bands]`, or rows of numbers. */
export type BandGains = Tensor2D | Matrix;

export interface FilterBandsOptions {
  /** `[bands, taps]`, an odd number of taps. Default `filterBank()`. */
  readonly bank?: Matrix;
}

function gainsOf(gains: BandGains, batch: number, bands: number): Tensor2D {
  const tensor = gains instanceof tf.Tensor ? gains : tf.tensor2d(gains.map((row) => [...row]));
  check(tf.util.arraysEqual(tensor.shape, [batch, bands]), () => {
    return `filterBands: gains must be [N, bands] = [${batch}, ${bands}]. Got the shape [${tensor.shape.join(', ')}].`;
  });
  return tensor;
}

/**
 * Makes some octaves of an image's frequencies louder or softer: with the filter f[n] = Σ gain[n, b] · bank[b], along columns and along rows, over an image that
 * goes on as its mirror image. Gains of 1 change nothing but the last digits.
 *
 * Shapes: images `[N, H, W, C]`, gains `[N, bands]` → `[N, H, W, C]`. Differentiable to any order by both. The caller disposes.
 * The filters are applied as matrices `[N, H, H]` and `[N, W, W]`, which is quicker than convolution at the sizes of images.
 *
 * @throws GanError where a shape does not fit.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const sharper = augment.filterBands(tf.ones([1, 32, 32, 3]), [[1, 1, 1, 2]]);
 */
export function filterBands(images: Tensor4D, gains: BandGains, { bank = filterBank() }: FilterBandsOptions = {}): Tensor4D {
  checkRank('filterBands', 'images', images, 4, 'N, H, W, C');
  const taps = bank[0]?.length ?? 0;
  const valid = taps % 2 === 1 && bank.every((filter) => filter.length === taps);
  check(valid, () => `filterBands: bank must have rows of an odd number of taps. Got ${bank.map((filter) => filter.length).join(', ')}.`);
  const [batch, height, width] = images.shape;
  return tf.tidy(() => {
    const gain = gainsOf(gains, batch, bank.length);
    const along = (size: number): Tensor3D => tf.reshape(tf.matMul(gain, filterMatrices(bank, size)), [batch, size, size]);
    return turned(throughMatrix(turned(throughMatrix(images, along(height))), along(width)));
  });
}
