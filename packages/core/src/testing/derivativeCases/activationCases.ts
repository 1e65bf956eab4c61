import * as tf from '@tensorflow/tfjs-core';
import { signed, one, two, curved } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

/** Activation functions. */
export const activationCases: readonly DerivativeCase[] = [
  one('tanh', tf.tanh, [3, 4], signed, 3),
  one('sigmoid', tf.sigmoid, [3, 4], signed, 3),
  one('exp', tf.exp),
  one('softmax', (x) => tf.softmax(x), [3, 4], signed, 3),
  one('logSoftmax', (x) => tf.logSoftmax(x)),
  one('elu', tf.elu),
  one('selu', tf.selu),
  one('mul by its sigmoid, swish', (x) => tf.mul(x, tf.sigmoid(x))),
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
