import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectSame, numbers } from '../../../tests/bothBackends';
import { attributesOf, convolutionCases, type ConvolutionCase } from '../../../tests/convolutionCases';
import { areFloats, compiled, own } from './compiled';
import { kernelsOf } from './bindKernels';

beforeAll(bothBackends);

test('a call that is not covered, or on a backend without the kernels, goes on to what was there', async () => {
  await tf.setBackend('wasm');
  const [ours, before] = [tf.scalar(1), tf.scalar(2)];
  const kernel = compiled({ name: 'Any', build: (original) => original! }, (_module, { inputs }) => (inputs['x'] ? ours : undefined));
  const run = kernel.build(() => before);
  const backend = tf.backend();
  expect(run({ inputs: { x: ours }, backend })).toBe(ours);
  expect(run({ inputs: {}, backend })).toBe(before);
  expect(run({ inputs: { x: ours }, backend: {} })).toBe(before);
});

test('a kernel of our own needs the backend that was started', async () => {
  await tf.setBackend('wasm');
  const result = tf.scalar(1);
  const kernel = own('GanAny', () => result);
  expect([kernel.runs?.(tf.backend()), kernel.runs?.({})]).toEqual([true, false]);
  const run = kernel.build(undefined);
  expect(run({ inputs: {}, backend: tf.backend() })).toBe(result);
  expect(() => run({ inputs: {}, backend: {} })).toThrow('GanAny: expected the backend that useBackend started. Got another.');
});

test('empty tensors and integers are not covered', async () => {
  await tf.setBackend('wasm');
  expect([areFloats(tf.ones([2])), areFloats(tf.ones([2]), tf.zeros([0, 3])), areFloats(tf.ones([2], 'int32'))]).toEqual([
    true,
    false,
    false,
  ]);
  expect([...(await tf.tanh(tf.zeros([0])).data()), ...(await tf.exp(tf.tensor1d([], 'float32')).data())]).toEqual([]);
});

test('useBackend binds them', async () => {
  await tf.setBackend('wasm');
  expect(kernelsOf(tf.backend())).toBeDefined();
});

/** tfjs itself is wrong where the others are padded by a number. */
const isEven = ({ pad, filterShape: [height, width], strides: [down, right] }: ConvolutionCase): boolean =>
  typeof pad !== 'number' || (height === width && down === right);

test('convolution with bias and activation is that of cpu, in each size, stride, padding and dilation', async () => {
  const activations = fc.constantFrom('linear', 'relu', 'leakyrelu', 'relu6', 'elu') as fc.Arbitrary<'linear'>;
  await fc.assert(
    fc.asyncProperty(convolutionCases().filter(isEven), activations, fc.boolean(), async (example, activation, hasBias) => {
      const { inputShape, filterShape, seed } = example;
      const inputs = [numbers(inputShape, seed), numbers(filterShape, seed + 1), numbers([filterShape[3]], seed + 2)];
      await expectSame(inputs, (x, filter, bias) => {
        const attrs = { ...attributesOf(example), activation, leakyreluAlpha: 0.3 };
        return tf.engine().runKernel(tf.FusedConv2D, { x, filter, ...(hasBias && { bias }) }, attrs);
      });
    }),
    { numRuns: 60, seed: 21 },
  );
  await fc.assert(
    fc.asyncProperty(convolutionCases({ dilated: true }).filter(isEven), async (example) => {
      const inputs = [numbers(example.inputShape, example.seed), numbers(example.filterShape, example.seed + 1)];
      await expectSame(inputs, (x, filter) => tf.engine().runKernel(tf.Conv2D, { x, filter }, attributesOf(example)));
    }),
    { numRuns: 80, seed: 22 },
  );
});

describe('a filter that is assigned to anew counts at once', () => {
  test.each([
    ['conv2d', [4, 9, 9, 16], [3, 3, 16, 16], (x: Tensor, w: Tensor) => tf.conv2d(x as Tensor4D, w as Tensor4D, 1, 'same')],
    ['a small product', [4, 8], [8, 4], (x: Tensor, w: Tensor) => tf.matMul(x, w)],
    ['a large product', [64, 64], [64, 64], (x: Tensor, w: Tensor) => tf.matMul(x, w)],
  ])('%s', async (_name, shape, filterShape, run) => {
    await tf.setBackend('wasm');
    const x = tf.ones(shape);
    const filter = tf.variable(tf.ones(filterShape));
    const before = await tf.max(run(x, filter)).data();
    filter.assign(tf.fill(filterShape, 3));
    const after = await tf.max(run(x, filter)).data();
    expect(after[0]).toBeCloseTo(3 * before[0]!, 3);
    tf.dispose([x, filter]);
  });
});

test('batches in several axes, and one operand for all of them', async () => {
  for (const [outerA, outerB] of [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], []],
    [
      [1, 1],
      [2, 3],
    ],
    [
      [2, 3],
      [1, 1],
    ],
  ] as const) {
    for (const flag of [false, true]) {
      const a = numbers([...outerA, ...(flag ? [30, 20] : [20, 30])], 1);
      const b = numbers([...(outerB.length === 0 ? [1, 1] : outerB), ...(flag ? [40, 30] : [30, 40])], 2);
      await expectSame([a, b], (left, right) => tf.matMul(left, right, flag, flag));
    }
  }
});

test('what is not a number stays so in sums and means', async () => {
  await tf.setBackend('wasm');
  const x = tf.tensor2d([1, NaN, Infinity, 1, 2, 1], [2, 3]);
  expect([...(await tf.mean(x, 0).data())]).toEqual([1, NaN, Infinity]);
  expect([...(await tf.sum(x, 0).data())]).toEqual([2, NaN, Infinity]);
  x.dispose();
});

test('elements are those of cpu at the ends of their range', async () => {
  const values = new Float32Array([-200, -90, -30, -1, -1e-4, 0, 1e-4, 1, 15, 30, 60]);
  const x = { shape: [values.length], values };
  for (const run of [tf.tanh, tf.softplus, (at: Tensor) => tf.exp(tf.minimum(at, 20))]) {
    await expectSame([x], (at) => tf.tidy(() => run(at)));
  }
  await tf.setBackend('wasm');
  expect([...(await tf.exp(tf.tensor1d([-Infinity, Infinity, NaN])).data())]).toEqual([0, Infinity, NaN]);
  expect([...(await tf.tanh(tf.tensor1d([-Infinity, Infinity, NaN])).data())]).toEqual([-1, 1, NaN]);
});
