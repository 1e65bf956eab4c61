import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { curved, distinct, one, signed, two } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

const norms: readonly DerivativeCase[] = [
  one('norm of all', (x) => tf.norm(x), [2, 3, 4], signed, 3),
  one('norm of one number', (x) => tf.square(tf.norm(x)), []),
  one('norm ord 1', (x) => tf.square(tf.norm(x, 1, 0))),
  one('norm ord 2 keeping axes', (x) => tf.norm(x, 2, 1, true)),
  one('norm ord infinity', (x) => tf.square(tf.norm(x, Infinity, 1)), [4, 6], distinct),
  one('norm ord -infinity', (x) => tf.square(tf.norm(x, -Infinity, 1)), [4, 6], distinct),
  one('norm of matrices, Frobenius', (x) => tf.norm(x, 'fro', [1, 2]), [2, 3, 4]),
  one('norm of matrices, ord 1', (x) => tf.square(tf.norm(x, 1, [0, 1])), [3, 4], distinct),
  one('norm of matrices, ord infinity', (x) => tf.square(tf.norm(x, Infinity, [0, 1])), [3, 4], distinct),
  one('norm of matrices, ord -infinity', (x) => tf.square(tf.norm(x, -Infinity, [0, 1])), [3, 4], distinct),
  one('euclideanNorm', (x) => tf.euclideanNorm(x, 1), [3, 4], signed, 3),
];

const scanned = (name: string, f: (x: Tensor, axis: number, exclusive: boolean, reverse: boolean) => Tensor): DerivativeCase[] => [
  one(`${name} of the first axis`, (x) => f(x, 0, false, false), [4, 3]),
  one(`${name} exclusive`, (x) => f(x, 1, true, false), [2, 5]),
  one(`${name} reverse`, (x) => f(x, 1, false, true), [2, 4, 3]),
  one(`${name} exclusive and reverse`, (x) => f(x, 1, true, true), [2, 4, 3]),
];

/** Reductions and running sums. */
export const reductionCases: readonly DerivativeCase[] = [
  ...norms,
  ...scanned('cumsum', (x, ...options) => tf.square(tf.cumsum(x, ...options))),
  ...scanned('cumprod', (x, ...options) => tf.cumprod(x, ...options)),
  one('cumprod third order', (x) => tf.cumprod(x), [4], signed, 3),
  one('cumprod of one element', (x) => tf.square(tf.cumprod(x, 1)), [3, 1]),
  one('prod of all', (x) => tf.prod(x), [2, 3]),
  one('prod with zeros', (x) => tf.prod(tf.mul(x, tf.tensor2d([[0, 1, 1], [0, 1, 0]])), 1), [2, 3]), // prettier-ignore
  one('sum of all', (x) => tf.square(tf.sum(x)), [2, 3, 4]),
  one(
    'mean of leading axes',
    curved((x) => tf.mean(x, [0, 1])),
    [2, 3, 4],
  ),
  one('max of all', (x) => tf.square(tf.max(x)), [3, 4], distinct),
  one('min keeping axes', (x) => tf.square(tf.min(x, -1, true)), [3, 4], distinct),
  one('moments keeping axes', (x) => { const { mean, variance } = tf.moments(x, 1, true); return tf.div(tf.sub(x, mean), tf.sqrt(variance)); }, [2, 6]), // prettier-ignore
  one('logSumExp of all, keeping axes', (x) => tf.logSumExp(x, undefined, true), [3, 4], signed, 3),
  one('topk', (x) => tf.square(tf.topk(x, 2).values), [2, 3, 4], distinct),
  one('topk unsorted', (x) => tf.sum(tf.square(tf.topk(x, 3, false).values), -1), [3, 4], distinct),
  one('topk of one row', (x) => tf.square(tf.topk(x).values), [6], distinct),
  two('bincount', (w, v) => tf.mul(tf.square(tf.bincount(tf.tensor1d([0, 3, 1, 3, 9], 'int32'), w as tf.Tensor1D, 5)), v), [5], [5]),
  one('denseBincount', (w) => tf.square(tf.denseBincount(tf.tensor2d([[0, 3, 1], [3, 3, 9]], [2, 3], 'int32'), w as tf.Tensor2D, 5)), [2, 3]), // prettier-ignore
  one('denseBincount of one row', (w) => tf.square(tf.denseBincount(tf.tensor1d([0, 3, 1, 3], 'int32'), w as tf.Tensor1D, 4)), [4]),
  one('unique', (x) => tf.square(tf.unique(tf.gather(x, tf.tensor1d([1, 0, 1, 2, 0], 'int32'))).values), [3], distinct),
  one('unique columns', (x) => tf.square(tf.unique(tf.gather(x, tf.tensor1d([1, 0, 1], 'int32'), 1), 1).values), [3, 2], distinct),
  two('movingAverage', (v, x) => tf.square(tf.movingAverage(v, x, 0.9, 3)), [3, 4], [3, 4]),
  two('movingAverage without correction', (v, x) => tf.square(tf.movingAverage(v, x, 0.9, undefined, false)), [3, 4], [3, 4]),
];
