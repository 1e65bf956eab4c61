import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

/** The taps of a filter as plain data: `[k]` for both axes alike, or `[kh, kw]`. */
export type FilterTaps = Exclude<ops.FirFilter, Tensor>;

export interface Upfirdn2dArgs extends GanLayerArgs {
  /** Used as they are, not normalised. */
  readonly filter: FilterTaps;
  /** up - 1 zeros go behind each pixel. Default 1. */
  readonly up?: ops.Pair;
  /** Every down-th pixel stays. Default 1. */
  readonly down?: ops.Pair;
  /** Zeros around the upsampled image, on all sides or [[top, bottom], [left, right]]; negative numbers crop. Default 0. */
  readonly padding?: ops.BorderPadding;
  /** Whether the filter is not turned: correlation in place of convolution. Default false. */
  readonly flipFilter?: boolean;
  /** A factor on the result; up² keeps the brightness under a filter that sums to 1. Default 1. */
  readonly gain?: number;
}

type Config = Required<Omit<Upfirdn2dArgs, keyof GanLayerArgs>>;

/** The layer of `upfirdn2d`. No weights. */
export class Upfirdn2d extends ImageLayer<Config> {
  static readonly className = 'GanUpfirdn2d';

  constructor(args: Upfirdn2dArgs) {
    const { filter, up = 1, down = 1, padding = 0, flipFilter = false, gain = 1 } = args;
    super('upfirdn2d', args, { filter, up, down, padding, flipFilter, gain });
    ops.upfirdn2dSize({ size: [null, null], ...this.config }, 'upfirdn2d');
    check(Number.isFinite(gain), () => `upfirdn2d: gain must be a finite number. Got ${gain}.`);
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    return [batch, ...ops.upfirdn2dSize({ size, ...this.config }, 'upfirdn2d'), channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    const { filter, ...options } = this.config;
    return ops.upfirdn2d(x, filter, options);
  }
}
registerBuiltIn(Upfirdn2d);

/**
 * Upsamples, filters and downsamples, each channel by itself: up - 1 zeros behind each pixel, `padding` zeros around, convolution with
 * the filter, every down-th pixel of the result.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H·up + top + bottom - kh) / down) + 1. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the padded image is shorter than the filter.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", https://arxiv.org/abs/1912.04958
 * @example const twice = upfirdn2d({ filter: [0.125, 0.375, 0.375, 0.125], up: 2, padding: [[2, 1], [2, 1]], gain: 4 });
 */
export const upfirdn2d = (args: Upfirdn2dArgs): Upfirdn2d => new Upfirdn2d(args);
