import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { upfirdn2d, type Upfirdn2dOptions } from './upfirdn2d';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const row = (...values: number[]): Tensor4D => tf.tensor4d(values, [1, 1, values.length, 1]);
const distance = (a: Tensor, b: Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;

beforeEach(async () => {
  tf.env().set('IS_TEST', true); // the cpu backend advertises another one otherwise
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('upfirdn2d', () => {
  test('puts zeros behind each pixel', () => {
    expect(numbers(upfirdn2d(row(1, 2, 3), [1], { up: [1, 2] }))).toEqual([1, 0, 2, 0, 3, 0]);
  });

  test('keeps every down-th pixel, from the first', () => {
    expect(numbers(upfirdn2d(row(1, 2, 3, 4, 5), [1], { down: 2 }))).toEqual([1, 3, 5]);
    expect(numbers(upfirdn2d(row(1, 2, 3, 4, 5), [[1]], { down: [1, 3] }))).toEqual([1, 4]);
  });

  test('adds zeros and crops', () => {
    expect(numbers(upfirdn2d(row(1, 2, 3), [1], { padding: [[0, 0], [2, -1]] }))).toEqual([0, 0, 1, 2]); // prettier-ignore
  });

  test('convolves; flipped, it correlates', () => {
    expect(numbers(upfirdn2d(row(1, 0, 0, 2), [[1, 2, 5]], { gain: 2 }))).toEqual([10, 4]);
    expect(numbers(upfirdn2d(row(1, 0, 0, 2), [[1, 2, 5]], { gain: 2, flipFilter: true }))).toEqual([2, 20]);
  });

  test('filters a filter of one axis along both', () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    expect(numbers(upfirdn2d(x, [1, 10], { flipFilter: true }))).toEqual([1 + 20 + 30 + 400]);
  });

  const cases: [string, number[], Upfirdn2dOptions][] = [
    ['up', [1, 3, 3, 1], { up: 2, padding: [[2, 1], [2, 1]], gain: 4 }], // prettier-ignore
    ['down, a small filter', [1, 3, 3, 1], { down: 2, padding: 1 }],
    ['down, a long filter', [1, 2, 3, 4, 5], { down: 2, padding: 2 }],
    ['up and down, cropped', [1, 2, 5], { up: 3, down: [2, 1], padding: [[-1, 2], [3, -2]] }], // prettier-ignore
    ['a blur', [1, -2, 5], { padding: 1, flipFilter: true }],
  ];
  test.each(cases)('comes to the same in one pass and in two: %s', (_, taps, options) => {
    const x = randomStream(1).normal([2, 6, 5, 3]) as Tensor4D;
    const matrix = taps.map((a) => taps.map((b) => a * b));
    const whole = upfirdn2d(x, tf.tensor2d(matrix), options);
    for (const filter of [taps, matrix, tf.tensor1d(taps)]) {
      const y = upfirdn2d(x, filter, options);
      expect(y.shape).toEqual(whole.shape);
      expect(distance(y, whole)).toBeLessThan(1e-4);
    }
  });

  test('takes apart a filter that is an outer product of two unlike ones, and no other', () => {
    const x = randomStream(2).normal([1, 5, 5, 2]) as Tensor4D;
    for (const filter of [
      [
        [0, 0, 0],
        [2, 4, -6],
      ],
      [
        [1, 2],
        [3, 4],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ])
      // prettier-ignore
      expect(distance(upfirdn2d(x, filter), upfirdn2d(x, tf.tensor2d(filter)))).toBeLessThan(1e-5);
  });

  test('has right derivatives to second order, by the filter too', async () => {
    await tf.setBackend('cpu'); // stock wasm has no depthwise gradients
    installGradients();
    const random = randomStream(3);
    const options = { up: 2, down: 3, padding: [[2, 1], [1, -1]] } as const; // prettier-ignore
    const apart = ([x, f]: Tensor[]): Tensor => tf.tanh(upfirdn2d(x as Tensor4D, f as Tensor1D, options));
    const whole = ([x, f]: Tensor[]): Tensor => tf.tanh(upfirdn2d(x as Tensor4D, f as Tensor2D, options));
    const x = random.normal([1, 3, 4, 2]);
    for (const { error } of await checkDerivatives({ f: (...t) => apart(t), inputs: [x, random.normal([3])], order: 2 }))
      expect(error).toBeLessThan(5e-3);
    for (const { error } of await checkDerivatives({ f: (...t) => whole(t), inputs: [x, random.normal([2, 3])], order: 2 }))
      expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor', () => {
    const x = row(1, 2, 3);
    const before = tf.memory().numTensors;
    upfirdn2d(x, [1, 2], { up: 2, padding: 1, down: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = row(1, 2, 3);
    expect(() => upfirdn2d(tf.zeros([3, 3]) as unknown as Tensor4D, [1])).toThrow(
      'upfirdn2d: x must have the axes [N, H, W, C]. Got the shape [3, 3].',
    );
    expect(() => upfirdn2d(x, [])).toThrow(
      'upfirdn2d: filter must have the axes [k] or [kh, kw] and at least one tap. Got the shape [0, 0].',
    );
    expect(() => upfirdn2d(x, [[1], [1, 2]])).toThrow('the rows of filter must be equally long. Got [[1],[1,2]].');
    expect(() => upfirdn2d(x, [1, NaN])).toThrow('filter must hold finite numbers');
    expect(() => upfirdn2d(x, [1, 2])).toThrow('at least as long as the filter. Got 1 pixels, up 1, padding [0, 0], 2 taps.');
    expect(() => upfirdn2d(x, [1], { padding: [[-1, 1], [0, 0]] })).toThrow('Got 1 pixels, up 1, padding [-1, 1], 1 taps.'); // prettier-ignore
    expect(() => upfirdn2d(x, [1], { padding: 0.5 })).toThrow(
      'padding must be an integer or [[top, bottom], [left, right]] of them. Got 0.5.',
    );
    expect(() => upfirdn2d(x, [1], { up: 0 })).toThrow('up must be an integer >= 1');
    expect(() => upfirdn2d(x, [1], { gain: Infinity })).toThrow('gain must be a finite number. Got Infinity.');
  });
});
