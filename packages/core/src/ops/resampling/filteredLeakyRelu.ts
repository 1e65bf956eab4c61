import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Pair } from '../convolution/convolutionSize';
import { pairOf } from '../convolution/convolutionSize';
import { biasAct } from '../activation/biasAct';
import type { BorderPadding } from './borderPadding';
import type { FirFilter } from './firFilter';
import { upfirdn2d } from './upfirdn2d';

export interface FilteredLeakyReluOptions {
  /** The low-pass filter behind the upsampling. Default `[1]`: none. */
  readonly upFilter?: FirFilter;
  /** The low-pass filter in front of the downsampling. Default `[1]`: none. */
  readonly downFilter?: FirFilter;
  /** `[C]`, added first. Default none. */
  readonly bias?: Tensor1D | undefined;
  /** Default 1; StyleGAN3 has 2. */
  readonly up?: Pair;
  /** Default 1; StyleGAN3 has 2. */
  readonly down?: Pair;
  /** Zeros around the upsampled image; negative numbers crop. Default 0. */
  readonly padding?: BorderPadding;
  /** A factor on the activation. Default √2. */
  readonly gain?: number;
  /** The slope below 0. Default 0.2. */
  readonly slope?: number;
  /** The activation is held in [-clamp, clamp]. Default none. */
  readonly clamp?: number | undefined;
  /** Correlation with both filters in place of convolution. Default false. */
  readonly flipFilter?: boolean;
}

/**
 * A leaky rectifier without aliases: bias, upsampling, the rectifier at the finer resolution, where its new frequencies have room,
 * and filtered downsampling. y = downsample(clamp(gain · leakyRelu(upsample(x + bias)))).
 *
 * Shapes: x `[N, H, W, C]`, bias `[C]`, filters as in `upfirdn2d` → `[N, H', W', C]` with
 * H' = floor((H·up + top + bottom - (ku - 1) - (kd - 1) - 1) / down) + 1. Upsampling has the gain up², so that filters that sum to 1 keep the
 * brightness. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where a shape or a factor does not fit.
 * @see Karras et al. 2021, "Alias-Free Generative Adversarial Networks", https://arxiv.org/abs/2106.12423
 * @example const y = filteredLeakyRelu(tf.ones([1, 8, 8, 4]), { up: 2, upFilter: [0.5, 0.5], down: 2, downFilter: [0.5, 0.5], padding: 1 });
 */
export function filteredLeakyRelu(
  x: Tensor4D,
  {
    upFilter = [1],
    downFilter = [1],
    bias,
    up = 1,
    down = 1,
    padding = 0,
    gain = Math.SQRT2,
    slope = 0.2,
    clamp,
    flipFilter = false,
  }: FilteredLeakyReluOptions = {},
): Tensor4D {
  const [vertical, horizontal] = pairOf('filteredLeakyRelu', 'up', up, 1);
  return tf.tidy(() => {
    const biased = bias ? biasAct(x, { bias }) : x;
    const fine = upfirdn2d(biased, upFilter, { up, padding, flipFilter, gain: vertical * horizontal });
    const activated = biasAct(fine, { activation: 'leakyRelu', slope, gain, clamp });
    return upfirdn2d(activated, downFilter, { down, flipFilter });
  });
}
