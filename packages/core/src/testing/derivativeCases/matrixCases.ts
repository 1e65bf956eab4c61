import * as tf from '@tensorflow/tfjs-core';
import { two } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

/** Matrix products. */
export const matrixCases: readonly DerivativeCase[] = [
  two('matMul', (a, b) => tf.square(tf.matMul(a, b)), [3, 4], [4, 2]),
  two('matMul transposed both, broadcast batch', (a, b) => tf.square(tf.matMul(a, b, true, true)), [1, 4, 3], [2, 2, 4]),
  two('einsum', (a, b) => tf.square(tf.einsum('bij,jk->bik', a, b)), [2, 3, 4], [4, 2]),
  two('einsum with a summed label', (a, b) => tf.square(tf.einsum('ijk,j->i', a, b)), [3, 4, 2], [4]),
];
