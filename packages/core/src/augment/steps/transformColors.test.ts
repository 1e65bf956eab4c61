import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { brightnessMatrix, contrastMatrix, hueMatrix, lumaFlipMatrix, saturationMatrix } from '../colorMatrices';
import { identity, type Matrix, product } from '../matrix';
import { transformColors } from './transformColors';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
/** One pixel through one matrix, rounded. */
const through = (color: readonly number[], matrix: Matrix): number[] =>
  numbers(transformColors(tf.tensor4d([...color], [1, 1, 1, color.length]), [matrix])).map((value) => Math.round(value * 1e5) / 1e5 + 0);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('transformColors', () => {
  test('sends each colour through the matrix of its image', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [2, 1, 1, 3]);
    const swap: Matrix = [
      [0, 1, 0, 10],
      [1, 0, 0, 0],
      [0, 0, 2, 0],
      [0, 0, 0, 1],
    ];
    expect(numbers(transformColors(x, [swap, identity(4)]))).toEqual([12, 1, 6, 4, 5, 6]);
  });

  test('gives a gray image the mean of the three channels', () => {
    expect(
      through([2], [
        [1, 2, 0, 3],
        [0, 1, 0, 6],
        [0, 0, 2, 0],
        [0, 0, 0, 1],
      ]), // prettier-ignore
    ).toEqual([7]);
  });

  test('leaves one tensor', () => {
    for (const channels of [1, 3]) {
      const x = tf.ones<tf.Rank.R4>([1, 2, 2, channels]);
      const before = tf.memory().numTensors;
      transformColors(x, [identity(4)]).dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  test('teaches', () => {
    expect(() => transformColors(tf.ones<tf.Rank.R4>([1, 2, 2, 4]), [identity(4)])).toThrow(
      "transformColors: images must have 1 or 3 channels. Got 4. Leave the colours alone: use the pipe 'bg' or 'blit'.",
    );
    expect(() => transformColors(tf.ones<tf.Rank.R4>([2, 2, 2, 3]), [identity(4)])).toThrow(
      'transformColors: matrices must be [N, 4, 4] with N = 2, the number of images. Got the shape [1, 4, 4].',
    );
  });
});

describe('the matrices', () => {
  const color = [0.5, -0.25, 0.125];

  test('brightness adds, contrast multiplies', () => {
    expect(through(color, brightnessMatrix(0.25))).toEqual([0.75, 0, 0.375]);
    expect(through(color, contrastMatrix(2))).toEqual([1, -0.5, 0.25]);
  });

  test('luma flip turns the mean of the channels round, and twice is nothing', () => {
    expect(through(color, lumaFlipMatrix())).toEqual([0.25, -0.5, -0.125]);
    expect(through([1, 1, 1], lumaFlipMatrix())).toEqual([-1, -1, -1]);
    expect(through(color, product(lumaFlipMatrix(), lumaFlipMatrix()))).toEqual(color);
  });

  test('hue by a third of a turn moves red to green to blue, and keeps gray', () => {
    expect(through([1, 0, 0], hueMatrix((2 * Math.PI) / 3))).toEqual([0, 1, 0]);
    expect(through([0, 1, 0], hueMatrix((2 * Math.PI) / 3))).toEqual([0, 0, 1]);
    expect(through([0.5, 0.5, 0.5], hueMatrix(1))).toEqual([0.5, 0.5, 0.5]);
  });

  test('saturation moves from gray', () => {
    expect(through(color, saturationMatrix(0))).toEqual([0.125, 0.125, 0.125]);
    expect(through(color, saturationMatrix(2))).toEqual([0.875, -0.625, 0.125]);
  });

  test('that change nothing are the identity, digit by digit', () => {
    for (const matrix of [brightnessMatrix(0), contrastMatrix(1), hueMatrix(0)]) expect(through(color, matrix)).toEqual(color);
  });
});
