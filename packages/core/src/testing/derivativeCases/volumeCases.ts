import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor5D } from '@tensorflow/tfjs-core';
import { curved, distinct, one, signed, two } from './derivativeCase';
import type { DerivativeCase, Shape } from './derivativeCase';

const volume = [1, 4, 5, 3, 2];
const as5 = (x: Tensor): Tensor5D => x as Tensor5D;
const convolution = (name: string, f: (x: Tensor5D, w: Tensor5D) => Tensor, x: Shape, w: Shape, order = 2): DerivativeCase =>
  two(name, (a, b) => tf.square(f(as5(a), as5(b))), x, w, signed, order);

/** Convolutions and pooling of volumes. */
export const volumeCases: readonly DerivativeCase[] = [
  convolution('conv3d', (x, w) => tf.conv3d(x, w, 1, 'same'), volume, [2, 3, 3, 2, 2], 3),
  convolution('conv3d, strides 2, valid', (x, w) => tf.conv3d(x, w, 2, 'valid'), volume, [2, 2, 3, 2, 3]),
  convolution('conv3d, strides 2, 1, 3, same', (x, w) => tf.conv3d(x, w, [2, 1, 3], 'same'), volume, [3, 2, 2, 2, 2]),
  convolution('conv3d, strides beyond the filter, same', (x, w) => tf.conv3d(x, w, [3, 2, 2], 'same'), volume, [1, 1, 1, 2, 2]),
  convolution('conv3d, dilations 2, 1, 2', (x, w) => tf.conv3d(x, w, 1, 'same', 'NDHWC', [2, 1, 2]), volume, [2, 2, 2, 2, 2]),
  convolution('conv3dTranspose', (x, w) => tf.conv3dTranspose(x, w, [1, 4, 4, 6, 2], 2, 'same'), [1, 2, 2, 3, 3], [4, 2, 3, 2, 3]),
  convolution(
    'conv3dTranspose, strides 1, 2, 2, valid',
    (x, w) => tf.conv3dTranspose(x, w, [1, 3, 5, 4, 2], [1, 2, 2], 'valid'),
    [1, 2, 2, 2, 1],
    [2, 3, 2, 2, 1],
  ),
  one('avgPool3d', curved((x) => tf.avgPool3d(as5(x), 2, 2, 'valid')), volume), // prettier-ignore
  one('avgPool3d, unevenly, same', curved((x) => tf.avgPool3d(as5(x), [2, 3, 2], [1, 2, 2], 'same')), volume), // prettier-ignore
  one('avgPool3d, strides beyond the window, same', curved((x) => tf.avgPool3d(as5(x), 1, [2, 3, 2], 'same')), volume), // prettier-ignore
  one('avgPool3d, padding 1, ceil', curved((x) => tf.avgPool3d(as5(x), 2, 2, 1, 'ceil')), volume), // prettier-ignore
  one('maxPool3d', curved((x) => tf.maxPool3d(as5(x), 2, 2, 'valid')), [1, 4, 2, 3, 1], distinct), // prettier-ignore
  one('maxPool3d, overlapping, unevenly, same', curved((x) => tf.maxPool3d(as5(x), [2, 1, 3], [2, 2, 1], 'same')), [1, 3, 2, 2, 1], distinct), // prettier-ignore
  one('maxPool3d, padding 1, floor', curved((x) => tf.maxPool3d(as5(x), [2, 3, 2], 2, 1, 'floor')), [1, 2, 3, 2, 1], distinct), // prettier-ignore
];
