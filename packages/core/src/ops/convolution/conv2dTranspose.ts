import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { spread } from '../../autodiff/gradients/adjoints';
import { groupedConvolutionTranspose } from '../../autodiff/gradients/own/groupedConvolution';
import { ownKernel } from '../../autodiff/ownKernel';
import { check } from '../../errors/index';
import { biasAdd } from '../dense/biasAdd';
import { axisLength, checkRank, checkVector } from '../checks';
import { convolutionAttributes, explicitPadding } from './conv2d';
import { checkGroups, convolveGroups } from './convolutionGroups';
import { type Pair, type Zeros, convolutionTransposeSize, pairOf } from './convolutionSize';

export interface Conv2dTransposeOptions {
  /** How far apart the inputs lie in the output. Default 1. */
  readonly stride?: Pair;
  /** Rows and columns cut off at both sides. Default 0. */
  readonly padding?: Pair;
  /** Rows and columns more at the bottom and the right, below `stride`. Default 0. */
  readonly outputPadding?: Pair;
  /** Distance of the kernel's taps. Default 1. */
  readonly dilation?: Pair;
  /** Group g reads the g-th part of the channels and gives the g-th part of the outputs. Default 1. */
  readonly groups?: number;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/** One input pixel spreads the kernel once: a matrix product. */
function spreadPixel(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [rows, columns, outputs, channels] = kernel.shape;
  const product = tf.matMul(tf.reshape(x, [x.shape[0], channels]), tf.reshape(kernel, [rows * columns * outputs, channels]), false, true);
  return tf.reshape(product, [x.shape[0], rows, columns, outputs]);
}

/** A transposed convolution that adds the bias as it stores, where the backend has one. */
export function transposeWithBias(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  inputShape: readonly number[],
  attributes: object,
): Tensor4D | undefined {
  checkVector('biasAdd', 'bias', bias, filter.shape[2]);
  return ownKernel('GanConv2DTranspose', { dy: x, filter, bias }, { ...attributes, inputShape }) as Tensor4D | undefined;
}

/**
 * Transposed convolution, the derivative of `conv2d` by its input: every x[n, i, j, c] adds x · kernel[a, b, k, c] to
 * y[n, i·stride + a·dilation - padding, j·stride + b·dilation - padding, k].
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, K / groups, C]` (output channels before input channels), bias `[K]` → `[N, H', W', K]` with
 * H' = (H - 1) stride - 2 padding + dilation (kh - 1) + 1 + outputPadding, PyTorch's rule. Stride and dilation may both be above 1.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, `groups` does not divide C, nothing would be left, or `outputPadding` is not below `stride`.
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", https://arxiv.org/abs/1603.07285
 * @example const twice = conv2dTranspose(features, tf.ones([4, 4, 16, 8]), { stride: 2, padding: 1 }); // [N, 7, 7, 8] → [N, 14, 14, 16]
 */
export function conv2dTranspose(
  x: Tensor4D,
  kernel: Tensor4D,
  { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1, bias }: Conv2dTransposeOptions = {},
): Tensor4D {
  checkRank('conv2dTranspose', 'x', x, 4, 'N, H, W, C');
  checkRank('conv2dTranspose', 'kernel', kernel, 4, 'kh, kw, K, C');
  const channels = axisLength(x, 3);
  check(kernel.shape[3] === channels, () => {
    return `conv2dTranspose: the kernel [kh, kw, out, in] must read the channels of x. Got ${channels} channels, kernel [${kernel.shape.join(', ')}].`;
  });
  checkGroups('conv2dTranspose', groups, channels, kernel.shape[2] * groups);
  const size = [x.shape[1], x.shape[2]] as const;
  const request = { size, kernel: [kernel.shape[0], kernel.shape[1]], stride, padding, outputPadding, dilation } as const;
  const [height, width] = convolutionTransposeSize(request, 'conv2dTranspose') as [number, number];
  const [rows, columns] = pairOf('conv2dTranspose', 'padding', padding, 0);
  const [vertical, horizontal] = pairOf('conv2dTranspose', 'stride', stride, 1);
  const [down, across] = pairOf('conv2dTranspose', 'dilation', dilation, 1);
  const zeros: Zeros = [[rows, rows], [columns, columns]]; // prettier-ignore

  return tf.tidy(() => {
    const taps = spread(spread(kernel, 0, down), 1, across) as Tensor4D;
    const onePixel = size[0] === 1 && size[1] === 1 && height === taps.shape[0] && width === taps.shape[1] && rows === 0 && columns === 0;
    const shape: [number, number, number, number] = [x.shape[0], height, width, kernel.shape[2]];
    const strides: [number, number] = [vertical, horizontal];
    const fused = bias && groups === 1 && !onePixel && transposeWithBias(x, taps, bias, shape, convolutionAttributes(strides, zeros));
    if (fused) return fused;
    const ofAll = { ...convolutionAttributes(strides, zeros), groups, inputShape: [x.shape[0], height, width, kernel.shape[2] * groups] };
    const own = groups > 1 ? ownKernel(groupedConvolutionTranspose, { dy: x, filter: taps }, ofAll) : undefined;
    const y = (own ??
      convolveGroups(groups, x, taps, (part, weights) =>
        onePixel ? spreadPixel(part, weights) : tf.conv2dTranspose(part, weights, shape, strides, explicitPadding(zeros), 'floor'),
      )) as Tensor4D;
    return bias ? biasAdd(y, bias) : y;
  });
}
