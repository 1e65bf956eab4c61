import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { curved, one, positive, signed, small, two } from './derivativeCase';
import type { DerivativeCase, Draw } from './derivativeCase';

const aboveOne: Draw = (shape, seed) => tf.add(positive(shape, seed), 1);
/** a / b near ±0.5 and ±1.5, halfway between the jumps of floor(a / b). */
const betweenJumps = (): Tensor[] => [tf.tensor1d([1.5, -1.35, 0.45, -0.6]), tf.tensor1d([1, 0.9, 0.9, 1.2])];

/** With its seed, so that a run can be repeated. */
const { dropout } = tf;

/** Elementwise functions. */
export const functionCases: readonly DerivativeCase[] = [
  one('acos', tf.acos, [3, 4], small),
  one('acosh', tf.acosh, [3, 4], aboveOne),
  one('asin', tf.asin, [3, 4], small),
  one('asinh', tf.asinh),
  one('atan', tf.atan),
  one('atanh', tf.atanh, [3, 4], small),
  one('cos', tf.cos),
  one('cosh', tf.cosh),
  one('erf', tf.erf),
  one('expm1', tf.expm1, [3, 4], signed, 3),
  one('logSigmoid', (x) => tf.logSigmoid(x), [3, 4], signed, 3),
  one('logSigmoid of what a tidy made', (x) => tf.tidy(() => tf.logSigmoid(tf.mul(x, 2)))),
  one('neg', curved(tf.neg)),
  one('sin', tf.sin),
  one('sinh', tf.sinh),
  one('square', tf.square, [3, 4], signed, 3),
  one('tan', tf.tan, [3, 4], small),
  one('clone', curved(tf.clone)),
  one(
    'cast',
    curved((x) => tf.cast(x, 'float32')),
  ),
  two('cast a condition', (a, b) => tf.square(tf.mul(b, tf.cast(tf.greater(a, 0), 'float32'))), [3, 4], [3, 4]),
  two('add', (a, b) => tf.square(tf.add(a, b)), [2, 3, 4], [3, 1]),
  two('addN', (a, b) => tf.square(tf.addN([a, b, tf.tanh(a)])), [3, 4], [3, 4]),
  two('atan2', (a, b) => tf.atan2(a, b), [5, 4], [4], signed, 3),
  two('divNoNan', (a, b) => tf.divNoNan(a, b), [3, 4], [4]),
  two('divNoNan some divisors 0', (a, b) => tf.divNoNan(a, tf.mul(b, tf.tensor1d([1, 0, 1, 0]))), [3, 4], [4]),
  {
    op: 'mod',
    name: 'mod',
    f: (...[a = tf.scalar(0), b = tf.scalar(1)]) => tf.square(tf.mod(a, b)),
    inputs: betweenJumps,
    order: 2,
  },
  one('pow of a negative base', (x) => tf.pow(x, tf.scalar(3, 'int32')), [3, 4], signed, 3),
  one('pow of a broadcast base', (x) => tf.pow(x, tf.tensor2d([[2], [0.5], [-1.5]])), [4], positive),
  two('where broadcast', (a, b) => tf.square(tf.where(tf.tensor2d([[1], [0]], [2, 1], 'bool'), a, b)), [1, 3], [2, 1]), // prettier-ignore
  one(
    'leakyRelu default slope',
    curved((x) => tf.leakyRelu(x)),
  ),
  two('prelu one slope', (x, alpha) => tf.square(tf.prelu(x, alpha)), [2, 3, 4], [1]),
  two('prelu a slope each', (x, alpha) => tf.square(tf.prelu(x, alpha)), [3, 4], [3, 4]),
  one('softmax of three axes', (x) => tf.softmax(x), [2, 3, 4]),
  one('logSoftmax of three axes', (x) => tf.logSoftmax(x), [2, 3, 4], signed, 3),
  one('softplus to the third order', tf.softplus, [3, 4], signed, 3),
  one('dropout', (x) => tf.square(dropout(x, 0.4, undefined, 7))),
  one('dropout by rows', (x) => tf.square(dropout(x, 0.4, [3, 1], 7))),
  one('dropout rate 0', (x) => tf.square(dropout(x, 0))),
];
