import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { adam, installGradients } from '@ganblocks/core';
import { bothBackends, expectSame, numbers } from '../../../tests/bothBackends';
import { kernelsOf } from './bindKernels';

const validate = jest.spyOn(WebAssembly, 'validate').mockReturnValue(false);
const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeAll(async () => {
  await bothBackends();
  installGradients();
});
afterAll(() => {
  validate.mockRestore();
  warn.mockRestore();
});

test('an engine without SIMD is named in one line', () => {
  expect(kernelsOf(tf.backend())).toBeUndefined();
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/compiled kernels .*: this engine has no WebAssembly with SIMD$/)]]);
});

test('kernels that are ours alone are left out, and optimizers compose them', () => {
  expect(tf.getKernel('GanAdam', 'wasm')).toBeUndefined();
  const variable = tf.variable(tf.ones([2]));
  const optimizer = adam([{ trainable: [variable] }], { learningRate: 0.5 });
  tf.tidy(() => optimizer.apply([tf.tensor1d([1, -1])]));
  expect([...variable.dataSync()].map((x) => x.toFixed(3))).toEqual(['0.500', '1.500']);
  optimizer.dispose();
  variable.dispose();
});

const gradientOf =
  (run: (x: Tensor) => Tensor) =>
  (x: Tensor): Tensor =>
    tf.tidy(() => tf.grad((at) => tf.sum(tf.square(run(at))))(x));

test('convolutions train', async () => {
  const [images, filter, taps] = [numbers([2, 7, 6, 5], 1), numbers([3, 3, 5, 6], 2), numbers([3, 3, 5, 1], 3)];
  const convolved = (x: Tensor, w: Tensor): Tensor => tf.conv2d(x as Tensor4D, w as Tensor4D, 2, 'same');
  const depthwise = (x: Tensor, w: Tensor): Tensor => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, 1, 'same');
  await expectSame([images, filter], (x, w) => gradientOf((at) => convolved(at, w))(x));
  await expectSame([images, filter], (x, w) => gradientOf((at) => convolved(x, at))(w));
  await expectSame([images, taps], (x, w) => gradientOf((at) => depthwise(at, w))(x));
  await expectSame([images, taps], (x, w) => gradientOf((at) => depthwise(x, at))(w));
  await expectSame([images, filter, numbers([6], 4)], (x, w, bias) =>
    tf.fused.conv2d({ x: x as Tensor4D, filter: w as Tensor4D, strides: 1, pad: 'same', bias, activation: 'relu' }),
  );
});

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('products, transposed %p, %p', async (transposeA, transposeB) => {
  for (const [outerA, outerB] of [
    [[], []],
    [[3], [3]],
    [[3], [1]],
    [[1], [3]],
  ]) {
    const a = numbers([...(outerA ?? []), ...(transposeA ? [30, 20] : [20, 30])], 1);
    const b = numbers([...(outerB ?? []), ...(transposeB ? [40, 30] : [30, 40])], 2);
    await expectSame([a, b], (left, right) => tf.matMul(left, right, transposeA, transposeB));
  }
});

test('reductions, elements and segments', async () => {
  const x = numbers([12, 5, 3], 1);
  for (const axes of [[0], [0, 1], [1]]) {
    await expectSame([x], (at) => tf.sum(at, axes));
    await expectSame([x], (at) => tf.tidy(() => tf.mean(tf.add(at, 3), axes, true)));
  }
  for (const run of [tf.exp, tf.tanh, tf.softplus, (at: Tensor) => tf.leakyRelu(at, 0.3)]) await expectSame([x], (at) => run(at));
  const ids = { shape: [12], values: new Int32Array([0, 1, 2, -1, 7, 2, 2, 0, 1, 3, 3, 3]) };
  await expectSame([x, ids], (at, segments) => tf.unsortedSegmentSum(at, segments as Tensor1D, 4));
});
