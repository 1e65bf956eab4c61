import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { conv2d } from '../convolution/conv2d';
import { upfirdn2d } from '../resampling/upfirdn2d';
import { modulatedConv2d } from './modulatedConv2d';

const random = randomStream(21);
const draw = (name: string, shape: number[]): Tensor => random.split(name).normal(shape);
const numbers = (x: Tensor): number[] => [...x.dataSync()];

/** The definition: a kernel for each image. */
function modulatedKernels(kernel: Tensor4D, style: Tensor2D): Tensor4D[] {
  return tf.unstack(style).map((own) => {
    const scaled = tf.mul(kernel, tf.reshape(own, [1, 1, -1, 1]));
    return tf.mul(scaled, tf.rsqrt(tf.add(tf.sum(tf.square(scaled), [0, 1, 2], true), 1e-8)));
  });
}

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(2e-5);
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('modulatedConv2d', () => {
  test('by hand: the style scales what the kernel reads, demodulation gives it length 1', () => {
    const x = tf.tensor4d([1, 2, 1, 2], [2, 1, 1, 2]);
    const kernel = tf.tensor4d([3, 2], [1, 1, 2, 1]);
    const style = tf.tensor2d([1, 2, 1, 0], [2, 2]);
    expect(numbers(modulatedConv2d(x, kernel, style, { demodulate: false }))).toEqual([11, 3]);
    const [first, second] = numbers(modulatedConv2d(x, kernel, style));
    expect(first).toBeCloseTo(11 / 5, 5);
    expect(second).toBeCloseTo(1, 5);
  });

  test.each([
    { size: 3, up: 2, filter: [0.125, 0.375, 0.375, 0.125] },
    { size: 1, up: 2, filter: [0.125, 0.375, 0.375, 0.125] },
    { size: 7, up: 2, filter: [0.125, 0.375, 0.375, 0.125] },
    { size: 3, up: 3, filter: [0.25, 0.5, 0.25] },
  ])('up $up, kernel $size, filter $filter: upsample and filter, then a kernel for each image', ({ size, up, filter }) => {
    const [x, kernel] = [draw('x', [2, 5, 4, 3]) as Tensor4D, draw('kernel', [size, size, 3, 4]) as Tensor4D];
    const style = draw('style', [2, 3]) as Tensor2D;
    const half = Math.floor(size / 2);
    const sides = [half + Math.floor((filter.length + up - 1) / 2), half + Math.floor((filter.length - up) / 2)] as const;
    const large = tf.split<Tensor4D>(upfirdn2d(x, filter, { up, padding: [sides, sides], gain: up ** 2 }), 2, 0);
    const expected = tf.concat(modulatedKernels(kernel, style).map((own, n) => conv2d(large[n]!, own)));
    expectClose(modulatedConv2d(x, kernel, style, { up, filter }), expected);
    expect(expected.shape).toEqual([2, 5 * up, 4 * up, 4]);
    expectClose(modulatedConv2d(x, tf.reverse(kernel, [0, 1]), style, { up, filter, flipKernel: true }), expected);
  });

  test.each([
    { size: 3, filter: [0.125, 0.375, 0.375, 0.125] },
    { size: 1, filter: [0.25, 0.5, 0.25] },
  ])('down 2, kernel $size, filter $filter', ({ size, filter }) => {
    const [x, kernel] = [draw('x', [2, 6, 4, 3]) as Tensor4D, draw('kernel', [size, size, 3, 4]) as Tensor4D];
    const style = draw('style', [2, 3]) as Tensor2D;
    const half = Math.floor(size / 2);
    const sides = [half + Math.floor((filter.length - 1) / 2), half + Math.floor((filter.length - 2) / 2)] as const;
    const smooth = tf.split<Tensor4D>(upfirdn2d(x, filter, { padding: [sides, sides] }), 2, 0);
    const expected = tf.concat(modulatedKernels(kernel, style).map((own, n) => conv2d(smooth[n]!, own, { stride: 2 })));
    expectClose(modulatedConv2d(x, kernel, style, { down: 2, filter }), expected);
    expect(expected.shape).toEqual([2, 3, 2, 4]);
  });

  test('the padding may be another', () => {
    const y = modulatedConv2d(tf.ones([1, 4, 4, 1]), tf.ones([3, 3, 1, 1]), tf.ones([1, 1]), { padding: 0, demodulate: false });
    expect(numbers(y)).toEqual([9, 9, 9, 9]);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, kernel, style] = [tf.ones<tf.Rank.R4>([2, 4, 4, 3]), tf.ones<tf.Rank.R4>([3, 3, 3, 5]), tf.ones<tf.Rank.R2>([2, 3])];
    const before = tf.memory().numTensors;
    modulatedConv2d(x, kernel, style, { up: 2 }).dispose();
    modulatedConv2d(x, kernel, style, { down: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => modulatedConv2d(x, kernel, tf.ones([2, 5]))).toThrow(
      'modulatedConv2d: style must be [2, 3], a number for each input channel of each image. Got the shape [2, 5].',
    );
    expect(() => modulatedConv2d(x, kernel, style, { up: 2, down: 2 })).toThrow('one of them 1. Got up 2, down 2.');
    expect(() => modulatedConv2d(x, kernel, style, { epsilon: -1 })).toThrow('modulatedConv2d: epsilon must be at least 0. Got -1.');
    expect(() => modulatedConv2d(x, tf.ones([3, 3, 2, 5]), style)).toThrow('must read the channels of x. Got 3 channels');
  });
});
