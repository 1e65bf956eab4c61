import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { matchingLosses } from './matchingLosses';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('matchingLosses', () => {
  const similarity = (): Tensor2D => tf.tensor2d([Math.log(2), 0, Math.log(4), Math.log(3)], [2, 2]);

  test('are the cross entropies of rows and columns', () => {
    const { imageToText, textToImage } = matchingLosses(similarity());
    expect(numbers(imageToText)[0]).toBeCloseTo((Math.log(3 / 2) + Math.log(7 / 3)) / 2, 5);
    expect(numbers(textToImage)[0]).toBeCloseTo((Math.log(6 / 2) + Math.log(4 / 3)) / 2, 5);
  });

  test('leave out other samples of the same class', () => {
    const { imageToText, textToImage } = matchingLosses(similarity(), { classIds: tf.tensor1d([5, 5], 'int32') });
    expect([...numbers(imageToText), ...numbers(textToImage)].map((value) => Math.abs(value))).toEqual([0, 0]);
    const unlike = matchingLosses(similarity(), { classIds: tf.tensor1d([5, 6], 'int32') });
    expect(numbers(unlike.imageToText)).toEqual(numbers(matchingLosses(similarity()).imageToText));
  });

  test('leave two tensors, and teach', () => {
    const [square, classIds] = [similarity(), tf.tensor1d([1, 1], 'int32')];
    const before = tf.memory().numTensors;
    tf.dispose({ ...matchingLosses(square, { classIds }) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => matchingLosses(tf.zeros([2, 3]))).toThrow(
      'matchingLosses: similarity must be a square matrix, images by captions. Got the shape [2, 3].',
    );
    expect(() => matchingLosses(square, { classIds: tf.zeros([3]) })).toThrow('classIds must hold a number for each of the 2 samples.');
  });
});
