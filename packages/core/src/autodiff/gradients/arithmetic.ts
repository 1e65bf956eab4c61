import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { floats, fromBoth, savedAt, sumTo, zerosOf } from './build';

const one = (condition: Tensor): Tensor => tf.cast(condition, 'float32');
const choose = (dy: Tensor, condition: () => Tensor): Tensor =>
  tf.mul(
    dy,
    constant(() => one(condition())),
  );

const addN: Gradient = {
  kernelName: 'AddN',
  saveAllInputs: true,
  gradFunc: (dy, saved) => Object.fromEntries(saved.map((_, i) => [i, () => dy as Tensor])),
};

/**
 * b · a^(b-1), and 0 for a^0 also at a = 0, where the formula reads 0 · ∞: squares of 0 come there with their third derivative.
 */
function powSlope(a: Tensor, b: Tensor): Tensor {
  const exponent = floats(b);
  const bothZero = constant(() => tf.mul(one(tf.equal(a, 0)), one(tf.equal(b, 0))));
  return tf.mul(exponent, tf.pow(tf.add(a, bothZero), tf.sub(exponent, 1)));
}

/** y = a^b: the logarithm's argument is made safe where a ≤ 0, as the derivative by the exponent is defined only for a > 0. */
const pow: Gradient = {
  kernelName: 'Pow',
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [a, b, y] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    return {
      a: () => sumTo(tf.mul(dy as Tensor, powSlope(a, b)), a.shape),
      b: () => {
        const positive = constant(() => tf.greater(a, 0));
        const logBase = tf.log(
          tf.where(
            positive,
            a,
            constant(() => tf.onesLike(a)),
          ),
        );
        return sumTo(tf.mul(dy as Tensor, tf.mul(y, logBase)), b.shape);
      },
    };
  },
};

const select: Gradient = {
  kernelName: 'Select',
  inputsToSave: ['condition'],
  gradFunc: (dy, saved) => {
    const condition = savedAt(saved, 0);
    return {
      condition: () => zerosOf(condition),
      t: () => tf.where(condition, dy as Tensor, zerosOf(dy as Tensor)),
      e: () => tf.where(condition, zerosOf(dy as Tensor), dy as Tensor),
    };
  },
};

/** Functions of two arguments, with broadcasting. Of two equal arguments of maximum and minimum the first gets the derivative. */
export const arithmetic: readonly Gradient[] = [
  fromBoth('Add', { a: (dy) => dy, b: (dy) => dy }),
  fromBoth('Sub', { a: (dy) => dy, b: (dy) => tf.neg(dy) }),
  fromBoth('Multiply', { a: (dy, _a, b) => tf.mul(dy, floats(b)), b: (dy, a) => tf.mul(dy, floats(a)) }),
  fromBoth('RealDiv', { a: (dy, _a, b) => tf.div(dy, b), b: (dy, a, b) => tf.neg(tf.mul(dy, tf.div(tf.div(a, b), b))) }),
  fromBoth('Maximum', {
    a: (dy, a, b) => choose(dy, () => tf.greaterEqual(a, b)),
    b: (dy, a, b) => choose(dy, () => tf.less(a, b)),
  }),
  fromBoth('Minimum', {
    a: (dy, a, b) => choose(dy, () => tf.lessEqual(a, b)),
    b: (dy, a, b) => choose(dy, () => tf.greater(a, b)),
  }),
  fromBoth('SquaredDifference', {
    a: (dy, a, b) => tf.mul(dy, tf.mul(tf.sub(a, b), 2)),
    b: (dy, a, b) => tf.mul(dy, tf.mul(tf.sub(b, a), 2)),
  }),
  fromBoth('Atan2', {
    a: (dy, a, b) => tf.mul(dy, tf.div(b, tf.add(tf.square(a), tf.square(b)))),
    b: (dy, a, b) => tf.neg(tf.mul(dy, tf.div(a, tf.add(tf.square(a), tf.square(b))))),
  }),
  fromBoth('Mod', {
    a: (dy) => dy,
    b: (dy, a, b) =>
      tf.neg(
        tf.mul(
          dy,
          constant(() => tf.floor(tf.div(a, b))),
        ),
      ),
  }),
  addN,
  pow,
  select,
];
