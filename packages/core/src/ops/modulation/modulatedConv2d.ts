import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import { conv2d } from '../convolution/conv2d';
import { conv2dTranspose } from '../convolution/conv2dTranspose';
import { type Pair, pairOf } from '../convolution/convolutionSize';
import { type FirFilter, filterSize } from '../resampling/firFilter';
import { upfirdn2d } from '../resampling/upfirdn2d';
import { checkEpsilon } from '../normalization/checks';
import { checkRows, demodulation, scaleChannels } from './styles';

export interface ModulatedConv2dOptions {
  /** Whether each output is divided by the length of its modulated weights. Default true; false in StyleGAN2's toRGB. */
  readonly demodulate?: boolean;
  /** Upsampling factor. Default 1. */
  readonly up?: number;
  /** Downsampling factor. Default 1; not together with `up`. */
  readonly down?: number;
  /** The low-pass filter of `up` and `down`, as `upfirdn2d` takes it; its sum should be 1. Default [1, 3, 3, 1] / 8. */
  readonly filter?: FirFilter;
  /** Zeros on both sides of each axis. Default floor(kh / 2), floor(kw / 2): an odd kernel keeps the size. */
  readonly padding?: Pair | undefined;
  /** Whether the kernel is turned by 180°. Default false; true together with `up` is what StyleGAN2's published weights mean. */
  readonly flipKernel?: boolean;
  /** Added to the squared length. Default 1e-8. */
  readonly epsilon?: number;
}

/** How the kernel goes over the image: everything but the styles. */
interface Plan extends Required<Pick<ModulatedConv2dOptions, 'up' | 'down' | 'filter' | 'flipKernel'>> {
  readonly padding: readonly [number, number];
}

const turned = (kernel: Tensor4D): Tensor4D => (kernel.shape[0] * kernel.shape[1] === 1 ? kernel : tf.reverse(kernel, [0, 1]));

/** Zeros in front and behind, of both axes. */
type Borders = readonly [readonly [number, number], readonly [number, number]];
const eachAxis = (sides: (axis: 0 | 1) => readonly [number, number]): Borders => [sides(0), sides(1)];

/**
 * Upsample, filter, correlate. The two filters change places, so that the kernel meets the small image: a transposed convolution,
 * whose output is widened (or cropped) to what the filter expects.
 */
function upsampling(x: Tensor4D, kernel: Tensor4D, { up, filter, flipKernel, padding }: Plan): Tensor4D {
  const taps = filterSize('modulatedConv2d', filter);
  const wide = conv2dTranspose(x, tf.transpose(flipKernel ? kernel : turned(kernel), [0, 1, 3, 2]), { stride: up });
  const borders = eachAxis((axis) => {
    const reach = padding[axis] - (axis === 0 ? kernel.shape[0] : kernel.shape[1]) + 1;
    return [reach + Math.floor((taps[axis] + up - 1) / 2), reach + Math.floor((taps[axis] - up) / 2) + up - 1];
  });
  return upfirdn2d(wide, filter, { padding: borders, gain: up ** 2 });
}

/** Filter, then correlate at every `down`-th position. */
function downsampling(x: Tensor4D, kernel: Tensor4D, { down, filter, padding }: Plan): Tensor4D {
  const taps = filterSize('modulatedConv2d', filter);
  const borders = eachAxis((axis) => {
    return [padding[axis] + Math.floor((taps[axis] - down + 1) / 2), padding[axis] + Math.floor((taps[axis] - down) / 2)];
  });
  return conv2d(upfirdn2d(x, filter, { padding: borders }), kernel, { stride: down });
}

function convolve(x: Tensor4D, kernel: Tensor4D, plan: Plan): Tensor4D {
  if (plan.up > 1) return upsampling(x, kernel, plan);
  const weights = plan.flipKernel ? turned(kernel) : kernel;
  return plan.down > 1 ? downsampling(x, weights, plan) : conv2d(x, weights, { padding: plan.padding });
}

/**
 * Modulated convolution: each image is convolved with the kernel in which its own style scales the input channels, and which is then
 * demodulated, so that outputs keep the deviation 1: w'ₖ = s_c · w, w'' = w' / √(Σ w'² + ε) per image and output. It is computed on the
 * activations, y = d · conv(s · x) with d[n, k] = 1 / √(Σ s[n, c]² · w[a, b, c, k]² + ε): one convolution for the whole batch.
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, C, K]`, style `[N, C]` (about 1, from a dense layer) → `[N, H · up / down, W · up / down, K]`
 * for odd kernels. With `up` the image is first upsampled and filtered, with `down` filtered and, after the kernel, thinned.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, `up` and `down` are no integers from 1 on, or both are above 1.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2.2, eq. 1-3, https://arxiv.org/abs/1912.04958
 * @example const styled = modulatedConv2d(features, tf.ones([3, 3, 8, 4]), tf.ones([8, 8]), { up: 2 }); // [8, 7, 7, 8] → [8, 14, 14, 4]
 */
export function modulatedConv2d(
  x: Tensor4D,
  kernel: Tensor4D,
  style: Tensor2D,
  {
    demodulate = true,
    up = 1,
    down = 1,
    filter = [0.125, 0.375, 0.375, 0.125],
    padding,
    flipKernel = false,
    epsilon = 1e-8,
  }: ModulatedConv2dOptions = {},
): Tensor4D {
  checkRank('modulatedConv2d', 'x', x, 4, 'N, H, W, C');
  checkRank('modulatedConv2d', 'kernel', kernel, 4, 'kh, kw, C, K');
  const [rows, columns, channels, outputs] = kernel.shape;
  check(channels === axisLength(x, 3), () => {
    return `modulatedConv2d: the kernel must read the channels of x. Got ${axisLength(x, 3)} channels, kernel [${kernel.shape.join(', ')}].`;
  });
  checkRows('modulatedConv2d', 'style', style, x.shape[0], channels, 'a number for each input channel of each image');
  check(
    [up, down].every((factor) => Number.isInteger(factor) && factor >= 1) && Math.min(up, down) === 1,
    () => `modulatedConv2d: up and down must be integers >= 1, one of them 1. Got up ${up}, down ${down}.`,
  );
  checkEpsilon('modulatedConv2d', epsilon);
  const sides = pairOf('modulatedConv2d', 'padding', padding ?? [Math.floor(rows / 2), Math.floor(columns / 2)], 0);

  return tf.tidy(() => {
    const y = convolve(scaleChannels(x, style), kernel, { up, down, filter, flipKernel, padding: sides });
    if (!demodulate) return y;
    const energy = tf.sum(tf.square(tf.reshape(kernel, [rows * columns, channels, outputs])), 0);
    return scaleChannels(y, demodulation(style, energy, epsilon));
  });
}
