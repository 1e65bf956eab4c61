import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { asymmetricNoise, estimateTransition, symmetricNoise } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const closeTo = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 5));

/** What a perfect classifier says of images whose chances of the clean classes are `clean`. */
const noisyChances = (clean: Tensor2D, transition: Tensor2D): Tensor2D => tf.matMul(clean, transition);

describe('estimateTransition', () => {
  test('reads the rows of the surest images, wherever they are', () => {
    const chances = tf.tensor2d([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.9, 0.1, 0], [0.2, 0.6, 0.2]]); // prettier-ignore
    expect(numbers(estimateTransition(chances))).toEqual(closeTo([0.9, 0.1, 0, 0.2, 0.6, 0.2, 0.1, 0.2, 0.7]));
  });

  test('finds the noise of a perfect classifier where each class has an image that is surely its own', () => {
    const mixed = tf.softmax(randomStream(3).normal([50, 4]) as Tensor2D);
    const clean: Tensor2D = tf.concat<Tensor2D>([mixed, tf.eye(4), tf.eye(4)]);
    for (const transition of [
      symmetricNoise({ classes: 4, rate: 0.5 }),
      asymmetricNoise({ classes: 4, rate: 0.3, flips: [[3, 1], [0, 2]] }), // prettier-ignore
    ])
      expect(numbers(estimateTransition(noisyChances(clean, transition)))).toEqual(closeTo(numbers(transition)));
  });

  test('passes over outliers, so many of each class, and makes rows sum to 1', () => {
    const chances = tf.tensor2d([[1, 0], [0.6, 0.2], [0.5, 0.5], [0.25, 0.75], [0, 1]]); // prettier-ignore
    expect(numbers(estimateTransition(chances, { outliers: 0.2 }))).toEqual(closeTo([0.75, 0.25, 0.25, 0.75]));
    expect(numbers(estimateTransition(chances, { outliers: 0.4 }))).toEqual(closeTo([0.5, 0.5, 0.5, 0.5]));
  });

  test('refuses what is no matrix of chances, or leaves no image', () => {
    const vector: Tensor = tf.ones([3]);
    expect(() => estimateTransition(vector as Tensor2D)).toThrow('chances must be [N, K], of each image and label. Got [3].');
    const chances = tf.ones<tf.Rank.R2>([2, 2]);
    expect(() => estimateTransition(chances, { outliers: 1 })).toThrow(
      'outliers must be a share in [0, 1) that leaves an image. Got 1 of 2 images.',
    );
    expect(() => estimateTransition(chances, { outliers: 0.9 })).toThrow('Got 0.9 of 2 images.');
    expect(() => estimateTransition(chances, { outliers: NaN })).toThrow('Got NaN');
  });

  test('leaves one tensor', () => {
    const chances = tf.ones<tf.Rank.R2>([4, 2]);
    const before = tf.memory().numTensors;
    estimateTransition(chances, { outliers: 0.25 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
