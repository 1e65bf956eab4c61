import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { type AxisFilter, upfirdn } from '../../autodiff/gradients/own/upfirdn';
import { hasOwnKernel, ownKernel } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import type { Pair } from '../convolution/convolutionSize';
import type { BorderPadding } from './borderPadding';
import { type FirFilter, filterFactors, filterParts } from './firFilter';
import { insertZeros, padOrCrop, resampleAxis, sameForAll } from './resampleAxis';
import { resampledSize, resamplingPlan, type ResamplingPlan } from './upfirdn2dSize';

export interface Upfirdn2dOptions {
  /** up - 1 zeros go behind each pixel. Default 1. */
  readonly up?: Pair;
  /** Every down-th pixel stays. Default 1. */
  readonly down?: Pair;
  /** Zeros around the upsampled image; negative numbers crop. Default 0. */
  readonly padding?: BorderPadding;
  /** Default false: convolution proper, which turns the filter; true: correlation, which does not. */
  readonly flipFilter?: boolean;
  /** A factor on the result. Default 1; up² keeps the brightness under a filter that sums to 1. */
  readonly gain?: number;
}

/** One filter an axis. Each axis is widened only when its turn comes, so that the first pass is over the smaller image. */
function inTwoPasses(x: Tensor4D, vertical: Tensor1D, horizontal: Tensor1D, { up, down, sides }: ResamplingPlan): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const tall = resampleAxis(tf.reshape(x, [batch, height, width * channels]), vertical, up[0], down[0], sides[0]);
  const rows = tall.shape[1];
  const both = resampleAxis(tf.reshape(tall, [batch * rows, width, channels]), horizontal, up[1], down[1], sides[1]);
  return tf.reshape(both, [batch, rows, -1, channels]);
}

function inOnePass(x: Tensor4D, filter: Tensor2D, { up, down, sides }: ResamplingPlan): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const tall = padOrCrop(insertZeros(tf.reshape(x, [batch, height, width * channels]), up[0]), sides[0]);
  const rows = tall.shape[1];
  const wide = padOrCrop(insertZeros(tf.reshape(tall, [batch * rows, width, channels]), up[1]), sides[1]);
  const image: Tensor4D = tf.reshape(wide, [batch, rows, -1, channels]);
  return tf.depthwiseConv2d(image, sameForAll(filter, filter.shape, channels), [down[0], down[1]], 'valid');
}

/** Of a small filter with strides: the derivative of two strided passes would fill more zeros in than the taps saved. Measured on wasm. */
const onePassIsCheaper = ({ up, down, taps: [height, width] }: ResamplingPlan): boolean =>
  down[0] === down[1] && down[0] > 1 && Math.max(...up) === 1 && height * width <= 16;

/** Both axes by one kernel of ours, where the backend has it and the filter is numbers that come apart. */
function inOneKernel(x: Tensor4D, filter: FirFilter, flipFilter: boolean, gain: number, plan: ResamplingPlan): Tensor4D | undefined {
  const factors = hasOwnKernel('GanUpfirdn') ? filterFactors(filter) : undefined;
  if (!factors) return undefined;
  const along = (axis: 0 | 1, numbers: readonly number[], factor: number): AxisFilter => {
    const taps = (flipFilter ? [...numbers] : [...numbers].reverse()).map((tap) => tap * factor);
    const [before, after] = plan.sides[axis];
    return { taps, up: plan.up[axis], down: plan.down[axis], before, after };
  };
  const [vertical, horizontal] = [along(0, factors.vertical, 1), along(1, factors.horizontal, gain)];
  return ownKernel(upfirdn, { x }, { vertical, horizontal, size: x.shape.slice(1, 3) }) as Tensor4D | undefined;
}

/**
 * Upsample, filter, downsample: zeros between the pixels, zeros around the image (or a crop), a finite impulse response filter,
 * every down-th pixel. With u the image after the first two steps,
 * y[n, i, j, c] = gain · Σ u[n, i·down + a, j·down + b, c] · filter[kh - 1 - a, kw - 1 - b].
 *
 * Shapes: x `[N, H, W, C]`, filter `[k]` (for both axes) or `[kh, kw]` → `[N, H', W', C]` with
 * H' = floor((H·up + top + bottom - kh) / down) + 1. The filter is used as it is, not normalised. A filter of one axis, or numbers
 * `[kh, kw]` that are an outer product, take two passes of k taps instead of one of k² where that is faster. Differentiable to any order, by a filter that is
 * a tensor too. The caller disposes.
 *
 * @throws GanError where a shape or a factor does not fit, or nothing of the image is left.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", appendix B, https://arxiv.org/abs/1912.04958
 * @example const twice = upfirdn2d(images, [0.125, 0.375, 0.375, 0.125], { up: 2, padding: [[2, 1], [2, 1]], gain: 4 }); // [N, 2H, 2W, C]
 */
export function upfirdn2d(
  x: Tensor4D,
  filter: FirFilter,
  { up = 1, down = 1, padding = 0, flipFilter = false, gain = 1 }: Upfirdn2dOptions = {},
): Tensor4D {
  checkRank('upfirdn2d', 'x', x, 4, 'N, H, W, C');
  const plan = resamplingPlan('upfirdn2d', { filter, up, down, padding });
  check(Number.isFinite(gain), () => `upfirdn2d: gain must be a finite number. Got ${gain}.`);
  resampledSize('upfirdn2d', [x.shape[1], x.shape[2]], plan);

  return tf.tidy(() => {
    const fused = inOneKernel(x, filter, flipFilter, gain, plan);
    if (fused) return fused;
    const parts = filterParts(filter);
    const turned = <T extends tf.Tensor>(taps: T): T => (flipFilter ? taps : tf.reverse(taps));
    if ('full' in parts) return inOnePass(x, tf.mul(turned(parts.full), gain), plan);
    const vertical = turned(parts.vertical);
    const horizontal = tf.mul<Tensor1D>(turned(parts.horizontal), gain);
    if (onePassIsCheaper(plan)) return inOnePass(x, tf.outerProduct(vertical, horizontal), plan);
    return inTwoPasses(x, vertical, horizontal, plan);
  });
}
