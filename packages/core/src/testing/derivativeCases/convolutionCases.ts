import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
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
  convolution('depthwise', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same'), image, [3, 3, 3, 2]),
  convolution('depthwise stride 2', (x, w) => tf.depthwiseConv2d(x, w, 2, 'valid'), image, [3, 3, 3, 1]),
  convolution('depthwise dilation 2', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', 2), image, [3, 3, 3, 1]),
];
