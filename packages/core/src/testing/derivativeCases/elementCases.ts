import * as tf from '@tensorflow/tfjs-core';
import { positive, signed, distinct, one, two, curved } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

/** Arithmetic, elementwise functions and reductions. */
export const elementCases: readonly DerivativeCase[] = [
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
    'clipByValue',
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
