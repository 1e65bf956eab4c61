import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { numbers } from '../../../tests/bothBackends';
import { guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { activate, activateGradient, unary, unaryGradient } from './elementwise';
import type { KernelModule } from './kernelModule';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const functions = {
  exp: { of: Math.exp, error: 2e-7, special: [NaN, Infinity, 0, 1, 1] },
  tanh: { of: Math.tanh, error: 3e-7, special: [NaN, 1, -1, 0, -0] },
  sigmoid: { of: (x: number) => 1 / (1 + Math.exp(-x)), error: 3e-7, special: [NaN, 1, 0, 0.5, 0.5] },
  softplus: {
    of: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    error: 4e-7,
    special: [NaN, Infinity, 0, Math.fround(Math.LN2), Math.fround(Math.LN2)],
  },
} as const;

describe.each(Object.keys(functions) as (keyof typeof functions)[])('%s', (name) => {
  const { of, error, special } = functions[name];

  test('is exact to single precision, relative to each value', () => {
    const x = Float32Array.from({ length: 16_001 }, (_, i) => (i - 8000) / 200);
    const heap = guardedHeap(module);
    const [from, to] = [heap.put(x), heap.take(x.length * 4)];
    module.kernels[name](from, to, x.length);
    const y = heap.read(to, x.length);
    heap.finish();
    const errors = x.map((value, i) => Math.abs(y[i]! - of(value)) / Math.max(Math.abs(of(value)), 1e-30));
    expect(errors.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(error);
  });

  test('at what is not finite, and at the zeros', () => {
    const heap = guardedHeap(module);
    const [from, to] = [heap.put([NaN, Infinity, -Infinity, 0, -0]), heap.take(20)];
    module.kernels[name](from, to, 5);
    const y = [...heap.read(to, 5)];
    heap.finish();
    expect(y).toEqual(special);
  });

  test('in all lengths, in place too', () => {
    for (let length = 0; length < 10; length++) {
      const heap = guardedHeap(module);
      const at = heap.put(Float32Array.from({ length }, (_, i) => i / 3 - 1));
      module.kernels[name](at, at, length);
      heap.read(at, length).forEach((value, i) => expect(value).toBeCloseTo(of(i / 3 - 1), 5));
      heap.finish();
    }
  });
});

const tensor = (values: ArrayLike<number>): tf.Tensor1D => tf.tensor1d([...Array.from(values)]);
const valuesOf = async (result: tf.TensorInfo): Promise<number[]> => {
  const made = tf.engine().makeTensorFromTensorInfo(result);
  const values = [...(await made.data())];
  made.dispose();
  return values;
};

test('relu and leakyRelu, with a gain, and their gradients', async () => {
  const x = tensor([NaN, Infinity, -Infinity, 3, -2]);
  const dy = tensor([1, 2, 3, 4, 5]);
  expect(await valuesOf(activate(module, x, { kind: 'relu', gain: 2 }))).toEqual([NaN, Infinity, 0, 6, 0]);
  expect(await valuesOf(activate(module, x, { kind: 'leakyRelu', slope: 0.25 }))).toEqual([NaN, Infinity, -Infinity, 3, -0.5]);
  expect(await valuesOf(activateGradient(module, dy, x, { kind: 'relu', gain: 2 }))).toEqual([NaN, 4, 0, 8, 0]);
  expect(await valuesOf(activateGradient(module, dy, x, { kind: 'leakyRelu', slope: 0.5 }))).toEqual([NaN, 2, 1.5, 4, 2.5]);
  tf.dispose([x, dy]);
});

test('gradients of tanh and sigmoid are those of autodiff', async () => {
  const x = tensor(numbers([13], 5).values);
  const dy = tensor(numbers([13], 6).values);
  for (const name of ['tanh', 'sigmoid'] as const) {
    const y = tf.engine().makeTensorFromTensorInfo(unary(module, name, x));
    const received = await valuesOf(unaryGradient(module, name, dy, y));
    const expected = [...(await x.data())].map((value, i) => {
      const at = functions[name].of(value);
      return Number([...numbers([13], 6).values][i]) * (name === 'tanh' ? 1 - at ** 2 : at * (1 - at));
    });
    received.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
    y.dispose();
  }
  tf.dispose([x, dy]);
});
