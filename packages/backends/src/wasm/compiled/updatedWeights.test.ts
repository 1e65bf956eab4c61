import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Variable } from '@tensorflow/tfjs-core';
import { sgd } from '@ganblocks/core';
import { bothBackends, numbers } from '../../../tests/bothBackends';

beforeAll(async () => {
  await bothBackends();
  await tf.setBackend('wasm');
});

const tensorOf = (shape: number[], seed: number): Tensor => tf.tensor(numbers(shape, seed).values, shape);
const variableOf = (shape: number[], seed: number): Variable => tf.tidy(() => tf.variable(tensorOf(shape, seed)));

/** Tfjs keeps weights packed by the number of their data; what is moved in place must be packed anew. */
describe('no kernel goes on with the old values of', () => {
  const image = [1, 4, 4, 3];
  const activation = 'elu'; // which our kernels do not cover
  const uses: Readonly<Record<string, readonly [number[], number[], (x: Tensor, w: Tensor) => Tensor]>> = {
    'a filter: Conv2D': [image, [1, 1, 3, 4], (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, 1, 'same')],
    'a filter: Conv2D, dilated': [image, [2, 2, 3, 4], (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, 1, 'same', 'NHWC', 2)],
    'a filter: FusedConv2D': [
      image,
      [1, 1, 3, 4],
      (x, w) => tf.fused.conv2d({ x: x as Tensor4D, filter: w as Tensor4D, strides: 1, pad: 'same', activation }),
    ],
    'a bias: FusedConv2D': [
      image,
      [4],
      (x, bias) => tf.fused.conv2d({ x: x as Tensor4D, filter: tf.ones([1, 1, 3, 4]), bias, strides: 1, pad: 'same', activation: 'relu6' }),
    ],
    'a filter: depthwise': [image, [3, 3, 3, 1], (x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, 'same')],
    'a filter: depthwise, two outputs': [image, [3, 3, 3, 2], (x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, 'same')],
    'a filter: FusedDepthwiseConv2D': [
      image,
      [3, 3, 3, 1],
      (x, w) => tf.fused.depthwiseConv2d({ x: x as Tensor4D, filter: w as Tensor4D, strides: 1, pad: 'same', activation: 'relu6' }),
    ],
    'a filter: conv2dTranspose': [image, [2, 2, 4, 3], (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 8, 8, 4], 2, 'same')],
    'a filter: Conv3D': [[1, 3, 4, 4, 2], [2, 2, 2, 2, 3], (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'same')],
    'a matrix: a small product': [[2, 3], [3, 4], (x, w) => tf.matMul(x, w)],
    'a matrix: a large product': [[64, 64], [64, 64], (x, w) => tf.matMul(x, w)],
    'a matrix: transposed': [[2, 3], [4, 3], (x, w) => tf.matMul(x, w, false, true)],
    'a matrix: on the left': [[3, 4], [2, 3], (x, w) => tf.matMul(w, x)],
    'a matrix: a batch of products': [[5, 2, 3], [1, 3, 4], (x, w) => tf.matMul(x, w)],
    'a matrix: _FusedMatMul': [[2, 3], [3, 4], (x, w) => tf.fused.matMul({ a: x, b: w, activation })],
    'a bias: _FusedMatMul': [[2, 3], [4], (x, bias) => tf.fused.matMul({ a: x, b: tf.ones([3, 4]), bias, activation: 'relu6' })],
    'slopes: prelu': [image, [3], (x, alpha) => tf.prelu(tf.neg(x), alpha)],
    'an operand: einsum': [[2, 3], [3, 4], (x, w) => tf.einsum('ij,jk->ik', x, w)],
  };

  test.each(Object.entries(uses))('%s', async (_name, [shape, weightShape, use]) => {
    const [x, w, gradient] = [tensorOf(shape, 1), variableOf(weightShape, 2), tensorOf(weightShape, 3)];
    const optimizer = sgd([{ trainable: [w] }], { learningRate: 1 });
    const { dataId } = w;
    for (let i = 0; i < 3; i++) {
      const found = tf.tidy(() => use(x, w));
      const fresh = tf.tidy(() => use(x, tf.tensor(w.dataSync(), weightShape)));
      expect(await found.data()).toEqual(await fresh.data());
      tf.dispose([found, fresh]);
      optimizer.apply([gradient]);
    }
    expect(w.dataId).toBe(dataId);
    optimizer.dispose();
    tf.dispose([x, w, gradient]);
  });
});
