import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { biasAdd } from '../dense/biasAdd';
import { axisLength, checkRank } from '../checks';
import { type Conv2dOptions, dilated, explicitPadding } from './conv2d';
import { convolutionSize, paddingOf, pairOf } from './convolutionSize';

/** As `Conv2dOptions`; the groups are the channels. */
export type DepthwiseConv2dOptions = Omit<Conv2dOptions, 'groups'>;

/**
 * Depthwise convolution: each channel has its own M kernels and is not mixed with the others,
 * y[n, i, j, c·M + m] = bias[c·M + m] + Σ x[n, i·stride + a·dilation - padding, …, c] · kernel[a, b, c, m].
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, C, M]`, bias `[C·M]` → `[N, H', W', C·M]`, sizes as `conv2d`.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Howard et al. 2017, "MobileNets", https://arxiv.org/abs/1704.04861
 * @example const blurred = depthwiseConv2d(images, tf.fill([3, 3, 1, 1], 1 / 9), { padding: 1 }); // [N, 28, 28, 1], as before
 */
export function depthwiseConv2d(
  x: Tensor4D,
  kernel: Tensor4D,
  { stride = 1, padding = 0, dilation = 1, bias }: DepthwiseConv2dOptions = {},
): Tensor4D {
  checkRank('depthwiseConv2d', 'x', x, 4, 'N, H, W, C');
  checkRank('depthwiseConv2d', 'kernel', kernel, 4, 'kh, kw, C, M');
  const channels = axisLength(x, 3);
  check(kernel.shape[2] === channels, () => {
    return `depthwiseConv2d: the kernel must have one slice for each channel of x. Got ${channels} channels, kernel [${kernel.shape.join(', ')}].`;
  });
  const request = { size: [x.shape[1], x.shape[2]], kernel: [kernel.shape[0], kernel.shape[1]], stride, padding, dilation } as const;
  const strides = pairOf('depthwiseConv2d', 'stride', stride, 1);
  const dilations = pairOf('depthwiseConv2d', 'dilation', dilation, 1);
  convolutionSize(request, 'depthwiseConv2d');
  const zeros = paddingOf('depthwiseConv2d', request);

  return tf.tidy(() => {
    const [taps, apart] = dilated(kernel, strides, dilations);
    const y = tf.depthwiseConv2d(x, taps, [...strides], explicitPadding(zeros), 'NHWC', apart, 'floor');
    return bias ? biasAdd(y, bias) : y;
  });
}
