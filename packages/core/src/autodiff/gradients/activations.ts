import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { isTaped } from '../isTaped';
import { ownKernel } from '../ownKernel';
import { fromInput, fromOutput, savedAt, sumTo, zerosOf } from './build';
import { rectifierGradient } from './own/rectifier';

// Klambauer et al. 2017, "Self-Normalizing Neural Networks", https://arxiv.org/abs/1706.02515
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const one = (condition: Tensor): Tensor => tf.cast(condition, 'float32');
const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

/** y = x for x > 0, e^x - 1 elsewhere: dx = dy · min(1, y + 1), by the backends' own kernel. */
const eluGrad = (dy: Tensor, y: Tensor): Tensor => tf.engine().runKernel('EluGrad', { dy, y });

const elu: Gradient = {
  kernelName: 'Elu',
  outputsToSave: [true],
  gradFunc: (dy, saved) => ({ x: () => eluGrad(dy as Tensor, savedAt(saved, 0)) }),
};

const eluGradGradient: Gradient = {
  kernelName: 'EluGrad',
  inputsToSave: ['dy', 'y'],
  gradFunc: (ddx, saved) => {
    const [dy, y] = [savedAt(saved, 0), savedAt(saved, 1)];
    const negative = constant(() => one(tf.less(y, 0)));
    return { dy: () => eluGrad(ddx as Tensor, y), y: () => tf.mul(tf.mul(ddx as Tensor, dy), negative) };
  },
};

const prelu: Gradient = {
  kernelName: 'Prelu',
  inputsToSave: ['x', 'alpha'],
  gradFunc: (dy, saved) => {
    const [x, alpha] = [savedAt(saved, 0), savedAt(saved, 1)];
    const positive = constant(() => tf.greater(x, 0));
    return {
      x: () => tf.where(positive, dy as Tensor, tf.mul(dy as Tensor, alpha)),
      alpha: () => sumTo(tf.where(positive, zerosOf(x), tf.mul(dy as Tensor, x)), alpha.shape),
    };
  },
};

const softmax: Gradient = {
  kernelName: 'Softmax',
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => {
    const y = savedAt(saved, 0);
    return {
      logits: () => {
        const fused = isTaped() ? undefined : ownKernel('GanSoftmaxGradient', { dy: dy as Tensor, y });
        if (fused) return fused;
        const weighted = tf.mul(dy as Tensor, y);
        return tf.sub(weighted, tf.mul(tf.sum(weighted, number(attributes['dim'], -1), true), y));
      },
    };
  },
};

const logSoftmax: Gradient = {
  kernelName: 'LogSoftmax',
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => {
    const y = savedAt(saved, 0);
    return { logits: () => tf.sub(dy as Tensor, tf.mul(tf.sum(dy as Tensor, number(attributes['axis'], -1), true), tf.exp(y))) };
  },
};

/** Activation functions; at a kink the derivative is the left one (0 for relu at 0), as in PyTorch. */
export const activations: readonly Gradient[] = [
  fromOutput('Relu', (dy, y) => rectifierGradient(dy, y, { slope: 0, gain: 1 })),
  fromInput('Relu6', (dy, x) =>
    tf.mul(
      dy,
      constant(() => one(tf.logicalAnd(tf.greater(x, 0), tf.less(x, 6)))),
    ),
  ),
  fromInput('LeakyRelu', (dy, x, { alpha }) => rectifierGradient(dy, x, { slope: number(alpha, 0.2), gain: 1 })),
  fromInput('Selu', (dy, x) => {
    const positive = constant(() => tf.greater(x, 0));
    return tf.where(positive, tf.mul(dy, SELU_SCALE), tf.mul(tf.mul(dy, SELU_SCALE * SELU_ALPHA), tf.exp(tf.minimum(x, 0))));
  }),
  fromInput('ClipByValue', (dy, x, { clipValueMin, clipValueMax }) =>
    tf.mul(
      dy,
      constant(() =>
        one(tf.logicalAnd(tf.greaterEqual(x, number(clipValueMin, -Infinity)), tf.lessEqual(x, number(clipValueMax, Infinity)))),
      ),
    ),
  ),
  elu,
  eluGradGradient,
  prelu,
  softmax,
  logSoftmax,
];
