import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { many, one, signed, two } from './derivativeCase';
import type { DerivativeCase, Draw } from './derivativeCase';

/** Far from singular: an identity with small numbers added. */
const regular: Draw = ([height = 1, width = 1], seed) =>
  tf.add(tf.mul(tf.eye(height, width), 2), tf.mul(signed([height, width], seed), 0.5));
const both = ([q, r]: [Tensor, Tensor]): Tensor => tf.concat([tf.reshape(tf.square(q), [-1]), tf.reshape(r, [-1])]);

const decompositions: readonly DerivativeCase[] = [
  one('linalg.qr', (x) => both(tf.linalg.qr(x)), [3, 3], regular),
  one('linalg.qr tall', (x) => both(tf.linalg.qr(x)), [4, 2], regular),
  one('linalg.qr full', (x) => both(tf.linalg.qr(x, true)), [4, 2], regular),
  one('linalg.qr wide', (x) => both(tf.linalg.qr(x)), [2, 3], regular),
  one('linalg.qr of several', (x) => both(tf.linalg.qr(tf.stack([x, tf.transpose(x)]))), [2, 2], regular),
  one('linalg.gramSchmidt', (x) => tf.square(tf.linalg.gramSchmidt(x as Tensor2D) as Tensor), [3, 3], regular),
  one('linalg.bandPart', (x) => tf.square(tf.linalg.bandPart(x, 1, 0)), [2, 3, 4]),
  one('linalg.bandPart all below', (x) => tf.square(tf.linalg.bandPart(x, -1, 1)), [4, 3]),
  one('diag', (x) => tf.square(tf.diag(x)), [4]),
  one('diag of a matrix', (x) => tf.square(tf.diag(x)), [2, 3]),
];

const products: readonly DerivativeCase[] = [
  two('dot of vectors', (a, b) => tf.square(tf.dot(a, b)), [4], [4]),
  two('dot of a vector and a matrix', (a, b) => tf.square(tf.dot(a, b)), [4], [4, 3]),
  two('dot of a matrix and a vector', (a, b) => tf.square(tf.dot(a, b)), [3, 4], [4]),
  two('dot of matrices', (a, b) => tf.square(tf.dot(a, b)), [3, 4], [4, 2]),
  two('outerProduct', (a, b) => tf.square(tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D)), [3], [4]),
  two('matMul over an odd size', (a, b) => tf.matMul(tf.add(tf.square(a), 1), tf.add(tf.square(b), 1)), [4, 3], [3, 2]),
  two('matMul transposed first', (a, b) => tf.square(tf.matMul(a, b, true)), [4, 3], [4, 2]),
  two('matMul transposed second, batches', (a, b) => tf.square(tf.matMul(a, b, false, true)), [2, 3, 4], [2, 2, 4]),
  two('meshgrid', (a, b) => tf.square(tf.addN(tf.meshgrid(a, tf.tanh(b)))), [3], [4]),
  two('meshgrid ij', (a, b) => tf.square(tf.addN(tf.meshgrid(a, tf.tanh(b), { indexing: 'ij' }))), [3], [4]),
  one('einsum of one, transposed', (a) => tf.square(tf.einsum('ij->ji', a)), [3, 4]),
  one('einsum of one, summed', (a) => tf.square(tf.einsum('ijk->ki', a)), [2, 3, 4]),
  two('einsum to a number', (a, b) => tf.square(tf.einsum('ij,ij->', a, b)), [3, 4], [3, 4]),
  two('einsum, an outer product', (a, b) => tf.square(tf.einsum('i,j->ij', a, b)), [3], [4]),
  two('einsum, attention scores', (q, k) => tf.square(tf.einsum('bhqd,bhkd->bhqk', q, k)), [2, 2, 3, 4], [2, 2, 2, 4]),
  two('einsum, elementwise and transposed', (a, b) => tf.square(tf.einsum('ij,ji->ij', a, b)), [3, 4], [4, 3]),
];

const lstm = (...[kernel, bias, data, c, h]: Tensor[]): [Tensor, Tensor] =>
  tf.basicLSTMCell(0.7, kernel as Tensor2D, bias as tf.Tensor1D, data as Tensor2D, c as Tensor2D, h as Tensor2D);

const cells: readonly DerivativeCase[] = [
  many('basicLSTMCell', (...inputs) => tf.concat(lstm(...inputs), 1), [[5, 8], [8], [3, 3], [3, 2], [3, 2]]), // prettier-ignore
  many('multiRNNCell', (...[kernel, bias, data, c, h]) => {
    const cell = (input: Tensor2D, state: Tensor2D, output: Tensor2D): [Tensor2D, Tensor2D] =>
      lstm(...([kernel, bias, input, state, output] as Tensor[])) as [Tensor2D, Tensor2D];
    const state = c as Tensor2D;
    const output = h as Tensor2D;
    const [states, outputs] = tf.multiRNNCell([cell, cell], data as Tensor2D, [state, tf.tanh(state)], [output, tf.tanh(output)]);
    return tf.concat([...states, ...outputs], 1);
  }, [[4, 8], [8], [3, 2], [3, 2], [3, 2]]), // prettier-ignore
];

/** Decompositions, products, recurrent cells. */
export const linalgCases: readonly DerivativeCase[] = [...decompositions, ...products, ...cells];
