import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cutout, cutoutPixels } from './index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const ones = (batch: number, height: number, width: number): Tensor4D => tf.ones([batch, height, width, 1]);

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('cutout', () => {
  test('cuts a share of the image around a place in it', () => {
    const cut = cutout(ones(1, 2, 4), { centers: [[0.5, 0.25]], sizes: [[0.5, 0.5]] });
    expect(numbers(cut)).toEqual([1, 0, 0, 1, 1, 1, 1, 1]);
  });

  test('of size 0 leaves the image as it is, also where the centre is that of a pixel', () => {
    const cut = cutout(ones(2, 1, 4), { centers: [[0.375, 0.5], [0, 0.5]], sizes: [[0, 0], [1, 1]] }); // prettier-ignore
    expect(numbers(cut)).toEqual([1, 1, 1, 1, 0, 0, 1, 1]);
  });

  test('takes tensors, and all channels', () => {
    const x = tf.ones<tf.Rank.R4>([1, 1, 2, 2]);
    expect(numbers(cutout(x, { centers: tf.tensor2d([[0, 0.5]]), sizes: tf.tensor2d([[1, 1]]) }))).toEqual([0, 0, 1, 1]);
  });

  test('teaches', () => {
    expect(() =>
      cutout(ones(2, 2, 2), {
        centers: [[0, 0]],
        sizes: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toThrow(
      // prettier-ignore
      'cutout: centers must hold 2 numbers for each of the 2 images. Got the shape [1, 2].',
    );
  });
});

describe('cutoutPixels', () => {
  test('cuts whole pixels; of an even length the middle is the second of the two', () => {
    const cut = cutoutPixels(ones(3, 1, 5), { rows: [0, 0, 0], columns: [2, 0, 5], size: [1, 2] });
    expect(numbers(cut)).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test('cuts an odd length around its middle', () => {
    const cut = cutoutPixels(ones(1, 5, 1), { rows: tf.tensor1d([2], 'int32'), columns: [0], size: [3, 1] });
    expect(numbers(cut)).toEqual([1, 0, 0, 0, 1]);
  });

  test('teaches', () => {
    expect(() => cutoutPixels(ones(1, 2, 2), { rows: [0], columns: [0], size: [1.5, 2] })).toThrow(
      'cutoutPixels: size must be two integers >= 0, [height, width]. Got [1.5, 2].',
    );
  });
});

test('both leave one tensor', () => {
  const x = ones(1, 4, 4);
  const before = tf.memory().numTensors;
  cutout(x, { centers: [[0.5, 0.5]], sizes: [[0.5, 0.5]] }).dispose();
  cutoutPixels(x, { rows: [1], columns: [1], size: [2, 2] }).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
