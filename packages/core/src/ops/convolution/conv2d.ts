import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { spread } from '../../autodiff/gradients/adjoints';
import { groupedConvolution } from '../../autodiff/gradients/own/groupedConvolution';
import { ownKernel } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';
import { biasAdd } from '../dense/biasAdd';
import { axisLength, checkRank, checkVector } from '../checks';
import { checkGroups, convolveGroups } from './convolutionGroups';
import { type Padding, type Pair, type Zeros, convolutionSize, paddingOf, pairOf } from './convolutionSize';

export interface Conv2dOptions {
  /** Default 1. */
  readonly stride?: Pair;
  /** Zeros on both sides of each axis; 'same' keeps ceil(size / stride). Default 0. */
  readonly padding?: Padding;
  /** Distance of the kernel's taps. Default 1. */
  readonly dilation?: Pair;
  /** Group g reads the g-th part of the channels and gives the g-th part of the outputs. Default 1: each output reads all channels. */
  readonly groups?: number;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/** What tfjs takes: zeros per axis of [N, H, W, C]. */
export const explicitPadding = ([vertical, horizontal]: Zeros): [
  [number, number],
  [number, number],
  [number, number],
  [number, number],
] => [
  [0, 0],
  [vertical[0], vertical[1]],
  [horizontal[0], horizontal[1]],
  [0, 0],
];

/**
 * The kernel and the distance of its taps as TensorFlow.js takes them: it has no kernel for strides and dilations at once, so zeros fill
 * the gaps.
 */
export function dilated(
  kernel: Tensor4D,
  strides: readonly [number, number],
  dilations: readonly [number, number],
): readonly [taps: Tensor4D, dilations: [number, number]] {
  if (Math.max(...strides) === 1 || Math.max(...dilations) === 1) return [kernel, [...dilations]];
  return [spread(spread(kernel, 0, dilations[0]), 1, dilations[1]) as Tensor4D, [1, 1]];
}

/** The attributes of tfjs's convolution kernels. */
export const convolutionAttributes = (strides: Pair, zeros: Zeros, dilations: Pair = 1): object => ({
  strides,
  pad: explicitPadding(zeros),
  dataFormat: 'NHWC',
  dilations,
  dimRoundingMode: 'floor',
});

/** A kernel that covers the whole image sees it once: a matrix product. */
function convolveWhole(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [rows, columns, channels, outputs] = kernel.shape;
  const taps = rows * columns * channels;
  const product = tf.matMul(tf.reshape(x, [x.shape[0], taps]), tf.reshape(kernel, [taps, outputs]));
  return tf.reshape(product, [x.shape[0], 1, 1, outputs]);
}

/** A convolution that adds the bias as it stores, where the backend has one. */
export function convolveWithBias(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, attributes: object): Tensor4D | undefined {
  checkVector('biasAdd', 'bias', bias, filter.shape[3]);
  return ownKernel('GanConv2D', { x, filter, bias }, attributes) as Tensor4D | undefined;
}

/** A group a channel: one depthwise kernel. The stored order [kh, kw, 1, C·M] is that of [kh, kw, C, M]. */
const depthwiseKernel = (kernel: Tensor4D, channels: number): Tensor4D =>
  tf.reshape(kernel, [kernel.shape[0], kernel.shape[1], channels, kernel.shape[3] / channels]);

/**
 * Convolution (cross-correlation, as everywhere in deep learning) with symmetric zero padding:
 * y[n, i, j, k] = bias[k] + Σ x[n, i·stride + a·dilation - padding, j·stride + b·dilation - padding, c] · kernel[a, b, c, k].
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, C / groups, K]`, bias `[K]` → `[N, H', W', K]` with
 * H' = floor((H + 2 padding - dilation (kh - 1) - 1) / stride) + 1, PyTorch's rule; stride and dilation may both be above 1. With `groups` G the outputs g·K/G … (g + 1)·K/G - 1
 * read only the channels g·C/G … (g + 1)·C/G - 1. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or `groups` does not divide C and K.
 * @see Xie et al. 2017, "Aggregated Residual Transformations for Deep Neural Networks" (groups), https://arxiv.org/abs/1611.05431
 * @example const half = conv2d(images, tf.ones([4, 4, 1, 16]), { stride: 2, padding: 1 }); // [N, 28, 28, 1] → [N, 14, 14, 16]
 */
export function conv2d(
  x: Tensor4D,
  kernel: Tensor4D,
  { stride = 1, padding = 0, dilation = 1, groups = 1, bias }: Conv2dOptions = {},
): Tensor4D {
  checkRank('conv2d', 'x', x, 4, 'N, H, W, C');
  checkRank('conv2d', 'kernel', kernel, 4, 'kh, kw, C, K');
  const channels = axisLength(x, 3);
  checkGroups('conv2d', groups, channels, kernel.shape[3]);
  check(kernel.shape[2] * groups === channels, () => {
    const all = groups === 1 ? '' : ` in ${groups} groups`;
    return `conv2d: the kernel must read the channels of x. Got ${channels} channels${all}, kernel [${kernel.shape.join(', ')}].`;
  });
  const request = { size: [x.shape[1], x.shape[2]], kernel: [kernel.shape[0], kernel.shape[1]], stride, padding, dilation } as const;
  const strides = pairOf('conv2d', 'stride', stride, 1);
  const dilations = pairOf('conv2d', 'dilation', dilation, 1);
  convolutionSize(request, 'conv2d');
  const zeros = paddingOf('conv2d', request);
  const whole =
    x.shape[1] === kernel.shape[0] && x.shape[2] === kernel.shape[1] && Math.max(...zeros.flat()) === 0 && Math.max(...dilations) === 1;

  return tf.tidy(() => {
    const [taps, apart] = dilated(kernel, strides, dilations);
    const fused = bias && groups === 1 && !whole && convolveWithBias(x, taps, bias, convolutionAttributes(strides, zeros, apart));
    if (fused) return fused;
    const convolve = (part: Tensor4D, weights: Tensor4D): Tensor4D =>
      whole ? convolveWhole(part, weights) : tf.conv2d(part, weights, [...strides], explicitPadding(zeros), 'NHWC', apart, 'floor');
    const inGroups = (): Tensor4D =>
      groups === channels
        ? tf.depthwiseConv2d(x, depthwiseKernel(taps, channels), [...strides], explicitPadding(zeros), 'NHWC', apart, 'floor')
        : ((ownKernel(groupedConvolution, { x, filter: taps }, { ...convolutionAttributes(strides, zeros, apart), groups }) ??
            convolveGroups(groups, x, taps, convolve)) as Tensor4D);
    const y = groups > 1 ? inGroups() : convolve(x, taps);
    return bias ? biasAdd(y, bias) : y;
  });
}
