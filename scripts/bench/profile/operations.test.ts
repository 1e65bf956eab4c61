import { expect, test } from '@jest/globals';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { operationsOf } from './operations';

const tensor = (...shape: number[]): TensorInfo => ({ dataId: {}, shape, dtype: 'float32' });
const called = (kernel: string, inputs: Record<string, TensorInfo>, output: TensorInfo, attrs = {}): number | undefined =>
  operationsOf({ kernel, inputs, attrs, outputs: [output] });

test('a convolution and its two gradients do the same work', () => {
  const [x, filter, dy] = [tensor(2, 8, 8, 3), tensor(4, 4, 3, 5), tensor(2, 4, 4, 5)];
  const expected = 2 * (2 * 4 * 4 * 5) * (4 * 4 * 3);
  expect(called('Conv2D', { x, filter }, dy)).toBe(expected);
  expect(called('Conv2DBackpropInput', { dy, filter }, x)).toBe(expected);
  expect(called('GanConv2D', { x, filter, bias: tensor(5) }, dy)).toBe(expected);
  expect(called('GanConv2DTranspose', { dy, filter, bias: tensor(3) }, x)).toBe(expected);
  expect(called('Conv2DBackpropFilter', { x, dy }, filter)).toBe(expected);
});

test('a depthwise one has a channel of its own for each output', () => {
  const [x, filter, dy] = [tensor(2, 8, 8, 3), tensor(3, 3, 3, 2), tensor(2, 8, 8, 6)];
  const expected = 2 * (2 * 8 * 8 * 6) * 9;
  expect(called('DepthwiseConv2dNative', { x, filter }, dy)).toBe(expected);
  expect(called('DepthwiseConv2dNativeBackpropInput', { dy, filter }, x)).toBe(expected);
  expect(called('DepthwiseConv2dNativeBackpropFilter', { x, dy }, filter)).toBe(expected);
});

test('products, transposed or not', () => {
  expect(called('BatchMatMul', { a: tensor(7, 2, 3), b: tensor(7, 3, 5) }, tensor(7, 2, 5))).toBe(2 * 7 * 2 * 5 * 3);
  expect(called('BatchMatMul', { a: tensor(7, 3, 2), b: tensor(7, 3, 5) }, tensor(7, 2, 5), { transposeA: true })).toBe(2 * 7 * 2 * 5 * 3);
});

test('of other kernels nothing is known', () => {
  expect(called('Relu', { x: tensor(2) }, tensor(2))).toBeUndefined();
});
