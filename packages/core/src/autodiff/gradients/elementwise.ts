import * as tf from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { fromInput, fromOutput, linear, zerosOf } from './build';

/** Smooth functions of one argument. */
export const elementwise: readonly Gradient[] = [
  linear('Identity', (dy) => dy),
  // To an integer or a truth value it is a step function.
  linear('Cast', (dy, { dtype }) => (dtype === 'int32' || dtype === 'bool' ? zerosOf(dy) : dy)),
  linear('Neg', (dy) => tf.neg(dy)),

  fromOutput('Exp', (dy, y) => tf.mul(dy, y)),
  fromOutput('Expm1', (dy, y) => tf.mul(dy, tf.add(y, 1))),
  fromOutput('Tanh', (dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
  fromOutput('Sigmoid', (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
  fromOutput('Sqrt', (dy, y) => tf.div(dy, tf.mul(y, 2))),
  fromOutput('Rsqrt', (dy, y) => tf.mul(dy, tf.mul(-0.5, tf.mul(y, tf.square(y))))),
  fromOutput('Reciprocal', (dy, y) => tf.neg(tf.mul(dy, tf.square(y)))),

  fromInput('Square', (dy, x) => tf.mul(dy, tf.mul(x, 2))),
  fromInput('Abs', (dy, x) =>
    tf.mul(
      dy,
      constant(() => tf.sign(x)),
    ),
  ),
  fromInput('Log', (dy, x) => tf.div(dy, x)),
  fromInput('Log1p', (dy, x) => tf.div(dy, tf.add(x, 1))),
  fromInput('Softplus', (dy, x) => tf.mul(dy, tf.sigmoid(x))),
  fromInput('Erf', (dy, x) => tf.mul(dy, tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)))),
  fromInput('Sin', (dy, x) => tf.mul(dy, tf.cos(x))),
  fromInput('Cos', (dy, x) => tf.neg(tf.mul(dy, tf.sin(x)))),
  fromInput('Tan', (dy, x) => tf.div(dy, tf.square(tf.cos(x)))),
  fromInput('Asin', (dy, x) => tf.div(dy, tf.sqrt(tf.sub(1, tf.square(x))))),
  fromInput('Acos', (dy, x) => tf.neg(tf.div(dy, tf.sqrt(tf.sub(1, tf.square(x)))))),
  fromInput('Atan', (dy, x) => tf.div(dy, tf.add(1, tf.square(x)))),
  fromInput('Sinh', (dy, x) => tf.mul(dy, tf.cosh(x))),
  fromInput('Cosh', (dy, x) => tf.mul(dy, tf.sinh(x))),
  fromInput('Asinh', (dy, x) => tf.div(dy, tf.sqrt(tf.add(1, tf.square(x))))),
  fromInput('Acosh', (dy, x) => tf.div(dy, tf.sqrt(tf.sub(tf.square(x), 1)))),
  fromInput('Atanh', (dy, x) => tf.div(dy, tf.sub(1, tf.square(x)))),
];
