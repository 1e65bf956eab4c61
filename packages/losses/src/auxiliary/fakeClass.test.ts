import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { fakeClass } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor): number => x.dataSync()[0] ?? NaN;
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const labels = (...values: number[]): Tensor1D => tf.tensor1d(values, 'int32');

describe('fakeClass', () => {
  const real = () => tf.tensor2d([[Math.log(2), 0, 0]]);
  const fake = () => tf.tensor2d([[0, Math.log(2), Math.log(3)]]);

  test('is the cross-entropy with K classes and one of fakes', () => {
    const loss = fakeClass();
    expect(numberOf(loss.discriminator(real(), labels(0), fake()))).toBeCloseTo(-Math.log(2 / 4) - Math.log(3 / 6), 5);
    expect(numberOf(loss.generator(fake()))).toBeCloseTo(Math.log(3 / 6), 5);
    expect(numberOf(fakeClass({ generator: 'nonSaturating' }).generator(fake()))).toBeCloseTo(-Math.log(3 / 6), 5);
  });

  test.each(['minimax', 'nonSaturating'] as const)('%s draws fakes to the classes, and is finite for logits of ±1000', (generator) => {
    const slope = tf.grad((x: Tensor) => fakeClass({ generator }).generator(tf.reshape(x, [1, 3])));
    expect(numbers(slope(fake())).map(Math.sign)).toEqual([-1, -1, 1]);
    expect(numbers(slope(tf.tensor2d([[-1000, 0, 1000]]))).every(Number.isFinite)).toBe(true);
  });

  test('teaches', () => {
    expect(() => fakeClass().discriminator(real(), labels(0), tf.ones([1, 4]))).toThrow(
      'fakeClass: logits of reals and fakes must have as many columns, classes + 1. Got [1, 3] and [1, 4].',
    );
  });
});
