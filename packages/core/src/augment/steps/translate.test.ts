import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { translate } from './translate';

/** Without the sign of 0. */
const numbers = (x: Tensor): number[] => Array.from(x.dataSync(), (value) => value + 0);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('translate', () => {
  test('reads each pixel further on, and zeros beyond the edge', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6], [2, 2, 3, 1]);
    expect(numbers(translate(x, { rows: [1, 0], columns: [-1, 2] }))).toEqual([0, 4, 5, 0, 0, 0, 3, 0, 0, 6, 0, 0]);
  });

  test('out of sight nothing is left', () => {
    const x = tf.ones<tf.Rank.R4>([1, 2, 3, 2]);
    for (const draw of [
      { rows: [2], columns: [0] },
      { rows: [0], columns: [-9] },
    ])
      expect(numbers(translate(x, draw))).toEqual(Array(12).fill(0));
  });

  test('there and back is the image, but for what left it', () => {
    const x = randomStream(1).normal([2, 6, 5, 3]) as Tensor4D;
    const padded = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]]); // prettier-ignore
    const [rows, columns] = [tf.tensor1d([1, -2], 'int32'), tf.tensor1d([2, -1], 'int32')];
    const back = translate(translate(padded, { rows, columns }), { rows: tf.neg(rows), columns: tf.neg(columns) });
    expect(numbers(back)).toEqual(numbers(padded));
  });

  test('sends the gradient back to where each pixel came from', () => {
    installGradients();
    const x = tf.ones<tf.Rank.R4>([1, 1, 4, 1]);
    const weights = tf.tensor4d([1, 2, 3, 4], [1, 1, 4, 1]);
    const gradient = tf.grad((image: Tensor) => tf.sum(tf.mul(weights, translate(image as Tensor4D, { rows: [0], columns: [1] }))))(x);
    expect(numbers(gradient)).toEqual([0, 1, 2, 3]);
  });

  test('leaves one tensor', () => {
    const x = tf.ones<tf.Rank.R4>([1, 4, 4, 1]);
    const before = tf.memory().numTensors;
    translate(x, { rows: [1], columns: [1] }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    const x = tf.ones<tf.Rank.R4>([2, 4, 4, 1]);
    expect(() => translate(x, { rows: [1], columns: [1, 1] })).toThrow(
      'translate: rows must hold one number for each of the 2 images. Got the shape [1].',
    );
  });
});
