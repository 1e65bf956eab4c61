import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { positive, signed, distinct, one, image, as4, curved } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

const batchNormArguments = (): Tensor[] => [
  signed(image, 'x'),
  signed([3], 'mean'),
  positive([3], 'variance'),
  signed([3], 'scale'),
  signed([3], 'offset'),
];

/** Pooling, resizing, batch norm. */
export const imageCases: readonly DerivativeCase[] = [
  one(
    'avgPool',
    curved((x) => tf.avgPool(as4(x), 2, 2, 'valid')),
    image,
  ),
  one(
    'avgPool with padding',
    curved((x) => tf.avgPool(as4(x), 3, 2, 'same')),
    image,
  ),
  one(
    'avgPool unevenly',
    curved((x) => tf.avgPool(as4(x), [3, 2], [2, 1], 'same')),
    image,
  ),
  one(
    'maxPool',
    curved((x) => tf.maxPool(as4(x), 2, 2, 'valid')),
    [1, 4, 6, 2],
    distinct,
  ),
  one(
    'maxPool overlapping',
    curved((x) => tf.maxPool(as4(x), 3, 1, 'same')),
    [1, 4, 3, 1],
    distinct,
  ),
  one(
    'image.resizeBilinear',
    curved((x) => tf.image.resizeBilinear(as4(x), [7, 9])),
    image,
  ),
  one(
    'image.resizeBilinear half-pixel',
    curved((x) => tf.image.resizeBilinear(as4(x), [8, 4], false, true)),
    image,
  ),
  one(
    'image.resizeBilinear corners',
    curved((x) => tf.image.resizeBilinear(as4(x), [7, 9], true)),
    image,
  ),
  one(
    'image.resizeNearestNeighbor',
    curved((x) => tf.image.resizeNearestNeighbor(as4(x), [10, 12])),
    image,
  ),
  one(
    'image.resizeNearestNeighbor half-pixel',
    curved((x) => tf.image.resizeNearestNeighbor(as4(x), [3, 8], false, true)),
    image,
  ),
  {
    op: 'batchNorm',
    name: 'batchNorm',
    f: (x, mean, variance, scale, offset) =>
      tf.square(tf.batchNorm(as4(x), mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D)),
    inputs: batchNormArguments,
    order: 2,
  },
  {
    op: 'batchNorm',
    name: 'batchNorm without scale and offset',
    f: (x, mean, variance) => tf.square(tf.batchNorm(as4(x), mean as Tensor1D, variance as Tensor1D)),
    inputs: () => tf.tidy(() => batchNormArguments().slice(0, 3)),
    order: 2,
  },
];
