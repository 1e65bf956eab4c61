import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { as4, image, signed } from './derivativeCase';
import type { DerivativeCase, Shape } from './derivativeCase';

type Activation = NonNullable<Parameters<typeof tf.fused.matMul>[0]['activation']>;
const activations: readonly Activation[] = ['linear', 'relu', 'relu6', 'elu', 'leakyrelu', 'prelu', 'sigmoid'];
type Rest = Pick<Parameters<typeof tf.fused.matMul>[0], 'activation' | 'preluActivationWeights' | 'leakyreluAlpha'>;
type Fused = (x: Tensor, w: Tensor, bias: Tensor, rest: Rest) => Tensor;

/** One case an activation; `prelu` learns its slope too. */
const each = (op: string, f: Fused, x: Shape, w: Shape, channels: number): DerivativeCase[] =>
  activations.map((activation) => ({
    op: `fused.${op}`,
    name: `fused.${op}, ${activation}`,
    f: (a, b, bias, ...slopes) =>
      tf.square(f(a, b, bias, { activation, leakyreluAlpha: 0.3, ...(slopes[0] ? { preluActivationWeights: slopes[0] } : {}) })),
    inputs: () => [
      signed(x, `${op} x`),
      signed(w, `${op} w`),
      signed([channels], `${op} bias`),
      ...(activation === 'prelu' ? [signed([channels], 'alpha')] : []),
    ],
    order: 2,
  }));
const plain = (op: string, what: string, f: (x: Tensor, w: Tensor) => Tensor, x: Shape, w: Shape): DerivativeCase => ({
  op: `fused.${op}`,
  name: `fused.${op}, ${what}`,
  f: (a, b) => tf.square(f(a, b)),
  inputs: () => [signed(x, what), signed(w, `${what} w`)],
  order: 2,
});

/** Ops with bias and activation built in. */
export const fusedCases: readonly DerivativeCase[] = [
  ...each(
    'conv2d',
    (x, w, bias, rest) => tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 2, pad: 'same', bias, ...rest }),
    [1, 3, 4, 2],
    [2, 2, 2, 2],
    2,
  ),
  ...each(
    'depthwiseConv2d',
    (x, w, bias, rest) =>
      tf.fused.depthwiseConv2d({
        x: as4(x),
        filter: as4(w),
        strides: 1,
        pad: 'valid',
        bias,
        ...rest,
      }),
    [1, 3, 3, 2],
    [2, 2, 2, 1],
    2,
  ),
  ...each('matMul', (x, w, bias, rest) => tf.fused.matMul({ a: x, b: w, bias, ...rest }), [3, 4], [4, 2], 2),
  plain('conv2d', 'without bias', (x, w) => tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: 1, dimRoundingMode: 'floor' }), image, [3, 3, 3, 2]), // prettier-ignore
  plain('conv2d', 'dilations 2', (x, w) => tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: 'same', dilations: 2 }), image, [3, 2, 3, 2]), // prettier-ignore
  plain('depthwiseConv2d', 'dilations 2, 1', (x, w) => tf.fused.depthwiseConv2d({ x: as4(x), filter: as4(w), strides: 1, pad: 'same', dilations: [2, 1] }), image, [3, 2, 3, 2]), // prettier-ignore
  plain('matMul', 'both transposed', (a, b) => tf.fused.matMul({ a, b, transposeA: true, transposeB: true }), [2, 4, 3], [2, 2, 4]),
  plain('matMul', 'first transposed', (a, b) => tf.fused.matMul({ a, b, transposeA: true }), [4, 3], [4, 2]),
  plain('matMul', 'second transposed', (a, b) => tf.fused.matMul({ a, b, transposeB: true }), [3, 4], [2, 4]),
  plain('matMul', 'broadcast batch', (a, b) => tf.fused.matMul({ a, b }), [2, 3, 4], [1, 4, 2]),
  {
    op: 'fused.conv2d',
    name: 'fused.conv2d, channels first',
    f: (x, w, bias) => tf.square(tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: 'same', dataFormat: 'NCHW', bias })),
    inputs: () => [signed([1, 3, 4, 5], 'x'), signed([2, 2, 3, 2], 'w'), signed([2], 'bias')],
    order: 2,
  },
];
