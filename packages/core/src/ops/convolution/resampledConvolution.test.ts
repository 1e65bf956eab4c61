import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { averagePool } from '../resampling/averagePool';
import { resizeNearest } from '../resampling/resizeNearest';
import { convMean2d } from './convMean2d';
import { conv2d } from './conv2d';
import { upConv2d } from './upConv2d';

type Convolve = (x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D) => Tensor4D;

const random = randomStream(11);

/** A function of x, kernel and bias; its derivatives by them; and the derivatives of a nonlinear number made of those. */
function upToSecondOrder(convolve: Convolve, inputs: readonly Tensor[], cotangent: Tensor): Tensor[][] {
  const value = (...args: Tensor[]): Tensor => convolve(...(args as [Tensor4D, Tensor4D, Tensor1D]));
  const total = (...args: Tensor[]): Tensor => tf.sum(tf.mul(tf.square(value(...args)), cotangent));
  const first = tf.grads(total);
  const second = tf.grads((...args: Tensor[]) => tf.addN(first(args).map((gradient) => tf.sum(tf.square(gradient)))));
  return [[value(...inputs)], first([...inputs]), second([...inputs])];
}

const largest = (x: Tensor): number => tf.tidy(() => tf.max(tf.abs(x)).dataSync()[0] ?? NaN);

/** The largest difference relative to the largest number: of the values, of the first derivatives, of the second. */
function differences(plain: Convolve, rewritten: Convolve, size: readonly [number, number], kernel: readonly [number, number]): number[] {
  const stream = random.split(JSON.stringify([size, kernel]));
  return [1, 2, 3].flatMap((channels) => {
    const outputs = 4 - channels;
    const inputs = [
      stream.split(`x${channels}`).normal([2, ...size, channels]),
      stream.split(`kernel${channels}`).normal([...kernel, channels, outputs]),
      stream.split(`bias${channels}`).normal([outputs]),
    ];
    const shape = plain(...(inputs as [Tensor4D, Tensor4D, Tensor1D])).shape;
    const cotangent = stream.split(`c${channels}`).uniform(shape, { low: 0.5, high: 1.5 });
    const expected = upToSecondOrder(plain, inputs, cotangent);
    const actual = upToSecondOrder(rewritten, inputs, cotangent);
    return expected.map((values, order) => {
      const apart = values.map((value, i) => largest(tf.sub(actual[order]![i]!, value)));
      return Math.max(...apart) / Math.max(1, ...values.map(largest));
    });
  });
}

const images = [
  { size: [1, 1], times: 3 },
  { size: [2, 3], times: 2 },
  { size: [5, 4], times: 2 },
  { size: [3, 7], times: 3 },
] as const;
const kernels = [
  { kernel: [1, 1], paddings: [0, 1] },
  { kernel: [2, 2], paddings: [0, 1, 'same'] },
  { kernel: [3, 3], paddings: [0, 1, 2, 3, 'same'] },
  { kernel: [4, 3], paddings: [[1, 2], 'same'] },
  { kernel: [1, 3], paddings: [[0, 1]] },
  { kernel: [5, 5], paddings: [1, 2, 'same'] },
] as const;
const cases = kernels.flatMap(({ kernel, paddings }) => paddings.map((padding) => ({ kernel, padding })));
const axes = [0, 1] as const;
/** Whether a convolution of this kernel leaves so many pixels of an axis. */
const fits = (size: number, kernel: number, padding: number | 'same' | readonly [number, number], axis: 0 | 1, least = 1): boolean => {
  const zeros = typeof padding === 'number' ? padding : padding === 'same' ? (kernel - 1) / 2 : padding[axis];
  return size + 2 * zeros - kernel + 1 >= least;
};

beforeAll(async () => {
  await tf.setBackend('cpu');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('upConv2d', () => {
  const plain =
    (factor: number, padding: (typeof cases)[number]['padding']): Convolve =>
    (x, kernel, bias) =>
      conv2d(resizeNearest(x, [x.shape[1] * factor, x.shape[2] * factor]), kernel, { padding, bias });

  test.each(cases)('is resizeNearest and conv2d to the second derivative: $kernel, padding $padding', ({ kernel, padding }) => {
    for (const { size, times } of images.slice(0, 3)) {
      if (!axes.every((axis) => fits(size[axis] * times, kernel[axis], padding, axis))) continue;
      const rewritten: Convolve = (x, weights, bias) => upConv2d(x, weights, { factor: times, padding, bias });
      for (const difference of differences(plain(times, padding), rewritten, size, kernel)) expect(difference).toBeLessThan(2e-6);
    }
  });

  test('has right derivatives', async () => {
    const inputs = [random.split('x').normal([1, 3, 2, 2]), random.split('k').normal([3, 3, 2, 2]), random.split('b').normal([2])];
    const f = (x: Tensor, kernel: Tensor, bias: Tensor): Tensor =>
      tf.tanh(upConv2d(x as Tensor4D, kernel as Tensor4D, { padding: 1, bias: bias as Tensor1D }));
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('teaches', () => {
    const x = tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);
    expect(() => upConv2d(x, tf.zeros([3, 3, 3, 5]), { factor: 1.5 })).toThrow('upConv2d: factor must be a positive integer. Got 1.5.');
    expect(() => upConv2d(x, tf.zeros([3, 3, 2, 5]))).toThrow('upConv2d: the kernel must read the channels of x. Got 3 channels');
    expect(() => upConv2d(x, tf.zeros([5, 5, 3, 5]))).toThrow('upConv2d: the kernel must fit into the padded image.');
  });
});

describe('convMean2d', () => {
  const plain =
    (size: number, padding: (typeof cases)[number]['padding']): Convolve =>
    (x, kernel, bias) =>
      averagePool(conv2d(x, kernel, { padding, bias }), { size });

  test.each(cases)('is conv2d and averagePool to the second derivative: $kernel, padding $padding', ({ kernel, padding }) => {
    for (const { size, times } of images) {
      if (!axes.every((axis) => fits(size[axis], kernel[axis], padding, axis, times))) continue;
      const rewritten: Convolve = (x, weights, bias) => convMean2d(x, weights, { size: times, padding, bias });
      for (const difference of differences(plain(times, padding), rewritten, size, kernel)) expect(difference).toBeLessThan(2e-6);
    }
  });

  test('has right derivatives', async () => {
    const inputs = [random.split('x').normal([1, 5, 4, 2]), random.split('k').normal([3, 3, 2, 2]), random.split('b').normal([2])];
    const f = (x: Tensor, kernel: Tensor, bias: Tensor): Tensor =>
      tf.tanh(convMean2d(x as Tensor4D, kernel as Tensor4D, { padding: 1, bias: bias as Tensor1D }));
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('teaches', () => {
    const x = tf.zeros<tf.Rank.R4>([1, 3, 3, 3]);
    expect(() => convMean2d(x, tf.zeros([3, 3, 3, 5]), { size: 0 })).toThrow('convMean2d: size must be a positive integer. Got 0.');
    expect(() => convMean2d(x, tf.zeros([3, 3, 2, 5]))).toThrow('convMean2d: the kernel must read the channels of x. Got 3 channels');
    expect(() => convMean2d(x, tf.zeros([3, 3, 3, 5]))).toThrow('convMean2d');
  });
});

test('leave nothing behind', () => {
  const x = tf.ones<tf.Rank.R4>([1, 4, 4, 2]);
  const kernel = tf.ones<tf.Rank.R4>([3, 3, 2, 2]);
  const before = tf.memory().numTensors;
  tf.dispose([upConv2d(x, kernel, { padding: 1 }), convMean2d(x, kernel, { padding: 1 }), upConv2d(x, kernel, { padding: 3 })]);
  expect(tf.memory().numTensors).toBe(before);
});

test('put a sum of the bordering taps at a border', () => {
  const ones = tf.ones<tf.Rank.R4>([1, 2, 2, 1]);
  const kernel = tf.tensor4d([1, 2, 4], [1, 3, 1, 1]);
  expect([...upConv2d(ones, kernel, { padding: [0, 1] }).dataSync()].slice(0, 4)).toEqual([6, 7, 7, 3]);
  expect([...convMean2d(ones, kernel, { padding: [0, 1] }).dataSync()]).toEqual([4.5]);
});
