import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { as4, image, one, positive, signed } from './derivativeCase';
import type { DerivativeCase, Shape } from './derivativeCase';

type Normalization = (x: Tensor, mean: Tensor, variance: Tensor, offset: Tensor, scale: Tensor) => Tensor;
const normalized = (name: string, f: Normalization, x: Shape, statistics: Shape, order = 2): DerivativeCase => ({
  op: name.split(',', 1)[0] ?? name,
  name,
  f: (a, mean, variance, offset, scale) => tf.square(f(a, mean, variance, offset, scale)),
  inputs: () => [
    signed(x, 'x'),
    signed(statistics, 'mean'),
    positive(statistics, 'variance'),
    signed(statistics, 'offset'),
    signed(statistics, 'scale'),
  ],
  order,
});
const plain: Normalization = (x, mean, variance, offset, scale) =>
  tf.batchNorm(as4(x), mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D, 1e-2);
const response = (name: string, radius: number, bias: number, alpha: number, beta: number, order = 2): DerivativeCase =>
  one(
    `localResponseNormalization${name}`,
    (x) => tf.localResponseNormalization(as4(x), radius, bias, alpha, beta),
    [1, 2, 3, 5],
    signed,
    order,
  );

/** Batch norm by rank, and normalization across channels. */
export const normalizationCases: readonly DerivativeCase[] = [
  normalized('batchNorm, 4-D, by channel', plain, image, [3], 3),
  normalized('batchNorm, 4-D, by element', plain, [2, 2, 2, 3], [2, 2, 2, 3]),
  normalized(
    'batchNorm2d',
    (x, mean, variance, offset, scale) =>
      tf.batchNorm2d(x as Tensor2D, mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D),
    [4, 3],
    [3],
  ),
  normalized(
    'batchNorm2d, by element',
    (x, mean, variance, offset, scale) =>
      tf.batchNorm2d(x as Tensor2D, mean as Tensor2D, variance as Tensor2D, offset as Tensor2D, scale as Tensor2D),
    [2, 3],
    [2, 3],
  ),
  normalized(
    'batchNorm3d',
    (x, mean, variance, offset, scale) =>
      tf.batchNorm3d(x as Tensor3D, mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D),
    [2, 4, 3],
    [3],
  ),
  normalized(
    'batchNorm4d',
    (x, mean, variance, offset, scale) =>
      tf.batchNorm4d(as4(x), mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D),
    image,
    [3],
  ),
  response('', 5, 1, 1, 0.5, 3),
  response(', radius 1', 1, 2, 0.3, 0.75),
  response(', radius 0, beta 2', 0, 1, 0.5, 2),
];
