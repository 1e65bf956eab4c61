import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '../random/index';

/** An op to be held against finite differences. */
export interface DerivativeCase {
  readonly name: string;
  readonly f: (...inputs: Tensor[]) => Tensor;
  /** Draws the inputs, away from the op's kinks. The caller disposes. */
  readonly inputs: () => Tensor[];
  readonly order: number;
}

type Shape = readonly number[];
type Draw = (shape: Shape, seed: string) => Tensor;

const signs = (size: number, seed: string): Float32Array => {
  const random = randomStream(7).split(`signs ${seed}`);
  return Float32Array.from({ length: size }, () => (random.next() < 0.5 ? -1 : 1));
};
const draw = (shape: Shape, seed: string, value: (i: number, u: number) => number): Tensor => {
  const random = randomStream(7).split(seed);
  const size = tf.util.sizeFromShape([...shape]);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => value(i, random.next())),
    [...shape],
  );
};

/** 0.5 … 1.5. */
const positive: Draw = (shape, seed) => draw(shape, seed, (_, u) => 0.5 + u);
/** ±0.4 … ±1.4: not near 0. */
const signed: Draw = (shape, seed) => {
  const sign = signs(tf.util.sizeFromShape([...shape]), seed);
  return draw(shape, seed, (i, u) => (sign[i] ?? 1) * (0.4 + u));
};
/** Neighbours differ by a quarter in size, in random order, so that none overtakes another within the test's steps. */
const distinct: Draw = (shape, seed) => {
  const size = tf.util.sizeFromShape([...shape]);
  const random = randomStream(7).split(`order ${seed}`);
  const order = Array.from({ length: size }, (_, i) => ({ i, key: random.next() })).sort((a, b) => a.key - b.key);
  const rank = new Map(order.map(({ i }, position) => [i, position]));
  return draw(shape, seed, (i) => (i % 2 ? -1 : 1) * 0.3 * 1.25 ** ((rank.get(i) ?? 0) % 14));
};

const one = (name: string, f: (x: Tensor) => Tensor, shape: Shape = [3, 4], from: Draw = signed, order = 2): DerivativeCase => ({
  name,
  f: (x) => f(x),
  inputs: () => [from(shape, name)],
  order,
});
const two = (name: string, f: (a: Tensor, b: Tensor) => Tensor, a: Shape, b: Shape, from: Draw = signed, order = 2): DerivativeCase => ({
  name,
  f: (x, y) => f(x, y),
  inputs: () => [from(a, `${name} a`), from(b, `${name} b`)],
  order,
});

const image = [2, 5, 6, 3];
const as4 = (x: Tensor): Tensor4D => x as Tensor4D;
const indices = (): Tensor1D => tf.tensor1d([2, 0, 2, 1], 'int32');
/** Makes a linear op's second derivative visible: its first is constant otherwise. */
const curved =
  (f: (x: Tensor) => Tensor) =>
  (x: Tensor): Tensor =>
    tf.square(f(x));

const activationCases: readonly DerivativeCase[] = [
  one('tanh', tf.tanh, [3, 4], signed, 3),
  one('sigmoid', tf.sigmoid, [3, 4], signed, 3),
  one('exp', tf.exp),
  one('softmax', (x) => tf.softmax(x), [3, 4], signed, 3),
  one('logSoftmax', (x) => tf.logSoftmax(x)),
  one('elu', tf.elu),
  one('selu', tf.selu),
  one('swish', (x) => tf.mul(x, tf.sigmoid(x))),
  one('softplus', tf.softplus),
  one(
    'leakyRelu',
    curved((x) => tf.leakyRelu(x, 0.2)),
  ),
  two('prelu', (x, alpha) => tf.square(tf.prelu(x, alpha)), [2, 3, 4], [4]),
  one('relu', curved(tf.relu)),
  one(
    'relu6',
    curved((x) => tf.relu6(tf.mul(x, 5))),
  ),
];

const elementCases: readonly DerivativeCase[] = [
  one(
    'max',
    curved((x) => tf.max(x, 1)),
    [4, 6],
    distinct,
  ),
  one(
    'min',
    curved((x) => tf.min(x, [0, 2])),
    [2, 3, 4],
    distinct,
  ),
  two('maximum', (a, b) => tf.square(tf.maximum(a, tf.mul(b, 1.9))), [3, 4], [4]),
  two('minimum', (a, b) => tf.square(tf.minimum(a, tf.mul(b, 1.9))), [3, 4], [3, 1]),
  one(
    'clip',
    curved((x) => tf.clipByValue(x, -0.9, 0.8)),
    [3, 4],
    (shape, seed) => tf.mul(signed(shape, seed), 0.5),
  ),
  two('where', (a, b) => tf.square(tf.where(tf.greater(a, 0), a, tf.mul(a, b))), [3, 4], [3, 4]),
  one('abs', curved(tf.abs)),
  one('sqrt', tf.sqrt, [3, 4], positive),
  one('rsqrt', tf.rsqrt, [3, 4], positive),
  two('pow', (a, b) => tf.pow(a, b), [3, 4], [4], positive),
  two('div', (a, b) => tf.div(a, b), [3, 4], [3, 1]),
  two('mul', (a, b) => tf.mul(a, b), [3, 4], [4]),
  two('sub', (a, b) => tf.square(tf.sub(a, b)), [3, 4], [1, 4]),
  two('squaredDifference', (a, b) => tf.squaredDifference(a, b), [3, 4], [4]),
  one('log', curved(tf.log), [3, 4], positive),
  one('log1p', tf.log1p, [3, 4], positive),
  one('reciprocal', tf.reciprocal),
  one(
    'sum',
    curved((x) => tf.sum(x, [0, 2])),
    [2, 3, 4],
  ),
  one(
    'mean',
    curved((x) => tf.mean(x, 1, true)),
    [2, 3, 4],
  ),
  one('prod', (x) => tf.prod(x, 1), [2, 3, 4]),
  one(
    'cumsum',
    curved((x) => tf.cumsum(x, 1, true)),
    [2, 3, 4, 2],
  ),
  one('norm', (x) => tf.norm(x, 'euclidean', 1)),
  one('moments', (x) => { const { mean, variance } = tf.moments(x, [0, 1]); return tf.add(mean, variance); }, [3, 4, 2]), // prettier-ignore
  one('logSumExp', (x) => tf.logSumExp(x, 1)),
];

const shapeCases: readonly DerivativeCase[] = [
  one(
    'depthToSpace',
    curved((x) => tf.depthToSpace(as4(x), 2, 'NHWC')),
    [2, 3, 2, 8],
  ),
  one(
    'stridedSlice',
    curved((x) => tf.stridedSlice(x, [1, 5], [4, 0], [2, -2])),
    [4, 6],
  ),
  one(
    'tile',
    curved((x) => tf.tile(x, [2, 1, 3, 1, 2])),
    [2, 2, 1, 2, 2],
  ),
  one(
    'gather',
    curved((x) => tf.gather(x, indices(), 1)),
    [2, 3, 2],
  ),
  one('gather by batch', curved((x) => tf.gather(x, tf.tensor2d([[0, 2], [1, 1]], [2, 2], 'int32'), 1, 1)), [2, 3, 2]), // prettier-ignore
  one(
    'unsortedSegmentSum',
    curved((x) => tf.unsortedSegmentSum(x, indices(), 3)),
    [4, 3],
  ),
  one('pad', curved((x) => tf.pad(x, [[1, 0], [2, 1]]))), // prettier-ignore
  one('mirrorPad reflect', curved((x) => tf.mirrorPad(x, [[0, 0], [2, 1], [1, 2], [0, 0]], 'reflect')), [2, 4, 3, 2]), // prettier-ignore
  one('mirrorPad symmetric', curved((x) => tf.mirrorPad(x, [[2, 3], [1, 0]], 'symmetric')), [3, 4]), // prettier-ignore
  one('concat', (x) => tf.concat([tf.square(x), tf.tanh(x)], 1)),
  one('stack', (x) => tf.stack([tf.square(x), tf.tanh(x)], 1)),
  one('unstack', (x) => { const [a, , c] = tf.unstack(x); return tf.mul(a ?? x, c ?? x); }), // prettier-ignore
  one('split', (x) => { const [a, b] = tf.split(x, 2, 1); return tf.mul(a ?? x, tf.tanh(b ?? x)); }), // prettier-ignore
  one(
    'slice',
    curved((x) => tf.slice(x, [1, 1], [2, 2])),
  ),
  one(
    'reverse',
    curved((x) => tf.mul(x, tf.reverse(x, 1))),
  ),
  one('transpose', (x) => tf.mul(x, tf.transpose(x)), [4, 4]),
  one('gatherND', curved((x) => tf.gatherND(x, tf.tensor2d([[0, 1], [2, 3], [0, 1]], [3, 2], 'int32')))), // prettier-ignore
];

const matrixCases: readonly DerivativeCase[] = [
  two('matMul', (a, b) => tf.square(tf.matMul(a, b)), [3, 4], [4, 2]),
  two('matMul transposed both, broadcast batch', (a, b) => tf.square(tf.matMul(a, b, true, true)), [1, 4, 3], [2, 2, 4]),
  two('einsum', (a, b) => tf.square(tf.einsum('bij,jk->bik', a, b)), [2, 3, 4], [4, 2]),
  two('einsum with a summed label', (a, b) => tf.square(tf.einsum('ijk,j->i', a, b)), [3, 4, 2], [4]),
];

const convolution = (name: string, f: (x: Tensor4D, w: Tensor4D) => Tensor, x: Shape, w: Shape, order = 2): DerivativeCase =>
  two(name, (a, b) => tf.square(f(as4(a), as4(b))), x, w, signed, order);

const convolutionCases: readonly DerivativeCase[] = [
  convolution('conv2d', (x, w) => tf.conv2d(x, w, 1, 'same'), image, [3, 3, 3, 2], 3),
  convolution('conv2d stride 2', (x, w) => tf.conv2d(x, w, 2, 1, 'NHWC', 1, 'floor'), image, [3, 3, 3, 2]),
  convolution('conv2d strides 2, 3 valid', (x, w) => tf.conv2d(x, w, [2, 3], 'valid'), image, [2, 3, 3, 2]),
  convolution('conv2d dilation 2', (x, w) => tf.conv2d(x, w, 1, 'same', 'NHWC', 2), image, [3, 3, 3, 2]),
  convolution('conv2dTranspose', (x, w) => tf.conv2dTranspose(x, w, [2, 8, 10, 2], 2, 'same'), [2, 4, 5, 3], [4, 4, 2, 3]),
  convolution('depthwise', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same'), image, [3, 3, 3, 2]),
  convolution('depthwise stride 2', (x, w) => tf.depthwiseConv2d(x, w, 2, 'valid'), image, [3, 3, 3, 1]),
  convolution('depthwise dilation 2', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', 2), image, [3, 3, 3, 1]),
];

const batchNormArguments = (): Tensor[] => [
  signed(image, 'x'),
  signed([3], 'mean'),
  positive([3], 'variance'),
  signed([3], 'scale'),
  signed([3], 'offset'),
];

const imageCases: readonly DerivativeCase[] = [
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
    'resizeBilinear',
    curved((x) => tf.image.resizeBilinear(as4(x), [7, 9])),
    image,
  ),
  one(
    'resizeBilinear half-pixel',
    curved((x) => tf.image.resizeBilinear(as4(x), [8, 4], false, true)),
    image,
  ),
  one(
    'resizeBilinear corners',
    curved((x) => tf.image.resizeBilinear(as4(x), [7, 9], true)),
    image,
  ),
  one(
    'resizeNearest',
    curved((x) => tf.image.resizeNearestNeighbor(as4(x), [10, 12])),
    image,
  ),
  one(
    'resizeNearest half-pixel',
    curved((x) => tf.image.resizeNearestNeighbor(as4(x), [3, 8], false, true)),
    image,
  ),
  {
    name: 'batchNorm',
    f: (x, mean, variance, scale, offset) =>
      tf.square(tf.batchNorm(as4(x), mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D)),
    inputs: batchNormArguments,
    order: 2,
  },
  {
    name: 'batchNorm without scale and offset',
    f: (x, mean, variance) => tf.square(tf.batchNorm(as4(x), mean as Tensor1D, variance as Tensor1D)),
    inputs: () => batchNormArguments().slice(0, 3),
    order: 2,
  },
];

/** Every op that GANs use, to the order that penalties need, some to the third. */
export const derivativeCases: readonly DerivativeCase[] = [
  ...activationCases,
  ...elementCases,
  ...shapeCases,
  ...matrixCases,
  ...convolutionCases,
  ...imageCases,
];
