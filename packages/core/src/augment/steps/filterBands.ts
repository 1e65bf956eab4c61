import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import type { Matrix } from '../matrix';
import { filterBank } from './filterBank';

/** A gain for each band, the lowest first: `[N, bands]`, or rows of numbers. */
export type BandGains = Tensor2D | Matrix;

export interface FilterBandsOptions {
  /** `[bands, taps]`, an odd number of taps. Default `filterBank()`. */
  readonly bank?: Matrix;
}

/** Where a position beyond the ends is mirrored to; the ends are not repeated. */
function mirrored(position: number, size: number): number {
  if (size === 1) return 0;
  const turn = 2 * (size - 1);
  const within = ((position % turn) + turn) % turn;
  return Math.min(within, turn - within);
}

/** Each filter as the matrix that applies it along an axis, mirrored ends included: [bands, size · size]. */
function filterMatrices(bank: Matrix, size: number): Tensor2D {
  const numbers = new Float32Array(bank.length * size * size);
  bank.forEach((filter, band) => {
    for (let i = 0; i < size; i++)
      filter.forEach((tap, k) => {
        numbers[(band * size + i) * size + mirrored(i + k - Math.floor(filter.length / 2), size)]! += tap;
      });
  });
  return tf.tensor2d(numbers, [bank.length, size * size]);
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
  const [batch, height, width, channels] = images.shape;
  return tf.tidy(() => {
    const gain = gainsOf(gains, batch, bank.length);
    const along = (size: number): Tensor3D => tf.reshape(tf.matMul(gain, filterMatrices(bank, size)), [batch, size, size]);
    const tall = tf.matMul(along(height), tf.reshape<tf.Rank.R3>(images, [batch, height, width * channels]));
    const turned = tf.transpose(tf.reshape<tf.Rank.R4>(tall, [batch, height, width, channels]), [0, 2, 1, 3]);
    const both = tf.matMul(along(width), tf.reshape<tf.Rank.R3>(turned, [batch, width, height * channels]));
    return tf.transpose(tf.reshape<tf.Rank.R4>(both, [batch, width, height, channels]), [0, 2, 1, 3]);
  });
}
