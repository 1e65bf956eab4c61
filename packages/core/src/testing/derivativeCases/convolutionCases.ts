import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { signed, two, image, as4 } from './derivativeCase';
import type { DerivativeCase, Shape } from './derivativeCase';

const convolution = (name: string, f: (x: Tensor4D, w: Tensor4D) => Tensor, x: Shape, w: Shape, order = 2): DerivativeCase =>
  two(name, (a, b) => tf.square(f(as4(a), as4(b))), x, w, signed, order);

/** Convolutions. */
export const convolutionCases: readonly DerivativeCase[] = [
  convolution('conv2d', (x, w) => tf.conv2d(x, w, 1, 'same'), image, [3, 3, 3, 2], 3),
  convolution('conv2d stride 2', (x, w) => tf.conv2d(x, w, 2, 1, 'NHWC', 1, 'floor'), image, [3, 3, 3, 2]),
  convolution('conv2d strides 2, 3 valid', (x, w) => tf.conv2d(x, w, [2, 3], 'valid'), image, [2, 3, 3, 2]),
  convolution('conv2d dilation 2', (x, w) => tf.conv2d(x, w, 1, 'same', 'NHWC', 2), image, [3, 3, 3, 2]),
  convolution('conv2dTranspose', (x, w) => tf.conv2dTranspose(x, w, [2, 8, 10, 2], 2, 'same'), [2, 4, 5, 3], [4, 4, 2, 3]),
  convolution('depthwiseConv2d', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same'), image, [3, 3, 3, 2]),
  convolution('depthwiseConv2d stride 2', (x, w) => tf.depthwiseConv2d(x, w, 2, 'valid'), image, [3, 3, 3, 1]),
  convolution('depthwiseConv2d dilation 2', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', 2), image, [3, 3, 3, 1]),
  convolution('conv2d, padding 1', (x, w) => tf.conv2d(x, w, 2, 1, 'NHWC', 1, 'floor'), image, [2, 2, 3, 2]),
  convolution('conv2d, explicit padding', (x, w) => tf.conv2d(x, w, 2, [[0, 0], [2, 1], [0, 3], [0, 0]], 'NHWC', 1, 'floor'), image, [3, 2, 3, 2]), // prettier-ignore
  convolution('conv2d, dilations 2, 3, valid', (x, w) => tf.conv2d(x, w, 1, 'valid', 'NHWC', [2, 3]), image, [2, 2, 3, 2]),
  convolution('conv2dTranspose, valid', (x, w) => tf.conv2dTranspose(x, w, [1, 6, 7, 2], 2, 'valid'), [1, 2, 3, 2], [3, 3, 2, 2]),
  convolution('conv2dTranspose, padding 1', (x, w) => tf.conv2dTranspose(x, w, [1, 5, 7, 2], 2, 1, 'floor'), [1, 3, 4, 2], [3, 3, 2, 2]),
  convolution('conv1d', (x, w) => tf.conv1d(x as Tensor as Tensor3D, w as Tensor as Tensor3D, 2, 'same'), [2, 7, 3], [3, 3, 2]),
  convolution('conv1d, dilation 2', (x, w) => tf.conv1d(x as Tensor as Tensor3D, w as Tensor as Tensor3D, 1, 'valid', 'NWC', 2), [2, 7, 3], [3, 3, 2]), // prettier-ignore
  convolution('depthwiseConv2d, padding 1', (x, w) => tf.depthwiseConv2d(x, w, 2, 1, 'NHWC', 1, 'floor'), image, [3, 3, 3, 2]),
  convolution('depthwiseConv2d, dilations 2, 1, multiplier 2', (x, w) => tf.depthwiseConv2d(x, w, 1, 'valid', 'NHWC', [2, 1]), image, [2, 3, 3, 2]), // prettier-ignore
  {
    op: 'separableConv2d',
    name: 'separableConv2d',
    f: (x, depthwise, pointwise) => tf.square(tf.separableConv2d(as4(x), as4(depthwise), as4(pointwise), 1, 'same', [1, 2])),
    inputs: () => [signed(image, 'x'), signed([2, 2, 3, 2], 'depthwise'), signed([1, 1, 6, 2], 'pointwise')],
    order: 2,
  },
  convolution('conv2d, padding 1, ceil', (x, w) => tf.conv2d(x, w, 2, 1, 'NHWC', 1, 'ceil'), image, [3, 3, 3, 2]),
  convolution(
    'conv2d by one pixel, odd channels',
    (x, w) => tf.conv2d(as4(tf.add(x, 1)), as4(tf.add(w, 1)), 1, 'same'),
    [2, 3, 3, 3],
    [1, 1, 3, 2],
  ),
  convolution('conv2d, channels first', (x, w) => tf.conv2d(x, w, 2, 'same', 'NCHW'), [1, 3, 4, 5], [2, 2, 3, 2]),
];
