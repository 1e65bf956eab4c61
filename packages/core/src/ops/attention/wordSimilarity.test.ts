import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { sentenceSimilarity } from './sentenceSimilarity';
import { wordSimilarity } from './wordSimilarity';

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const regionsOf = (): Tensor4D => randomStream(1).normal([2, 2, 2, 3]) as Tensor4D;
const wordsOf = (): Tensor3D => randomStream(2).normal([3, 4, 3]) as Tensor3D;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('sentenceSimilarity', () => {
  test('is ten times the cosine', () => {
    const similarity = sentenceSimilarity(tf.tensor2d([3, 4, 0, 2], [2, 2]), tf.tensor2d([1, 0, 0, 5, 0, -1], [3, 2]));
    [6, 8, -8, 0, 10, -10].forEach((value, i) => expect(numbers(similarity)[i]).toBeCloseTo(value, 5));
  });

  test('of nothing is 0', () => {
    expect(numbers(sentenceSimilarity(tf.zeros([1, 2]), tf.ones([1, 2])))).toEqual([0]);
  });

  test('leaves one tensor, and teaches', () => {
    const [images, sentences] = [tf.ones<tf.Rank.R2>([2, 3]), tf.ones<tf.Rank.R2>([2, 4])];
    const before = tf.memory().numTensors;
    sentenceSimilarity(images, images).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => sentenceSimilarity(images, sentences)).toThrow(
      'sentenceSimilarity: images [N, D] and sentences [M, D] must have as many features. Got [2, 3] and [2, 4].',
    );
  });
});

describe('wordSimilarity', () => {
  test('of one region is what the words have in common with it', () => {
    const words = tf.tensor3d([2, 0, 0, 3, 1, 1], [1, 3, 2]);
    const lengths = tf.tensor1d([2], 'int32');
    const { similarity, attention } = wordSimilarity(tf.tensor4d([1, 0], [1, 1, 1, 2]), words, { lengths });
    expect(numbers(similarity)[0]).toBeCloseTo(10 * Math.log(Math.exp(5) + 1), 4);
    expect(numbers(attention)).toEqual([1, 1, 0]);
  });

  test('chooses words by region, then regions by word', () => {
    const regions = tf.tensor4d([Math.log(3), 0, 0, 0], [1, 1, 2, 2]);
    const { attention } = wordSimilarity(regions, tf.tensor3d([1, 0, 0, 1], [1, 2, 2]), { gamma1: 4 });
    const first = Math.exp(4 * 0.75) / (Math.exp(4 * 0.75) + Math.exp(4 * 0.5));
    const second = Math.exp(4 * 0.25) / (Math.exp(4 * 0.25) + Math.exp(4 * 0.5));
    [first, 1 - first, second, 1 - second].forEach((value, i) => expect(numbers(attention)[i]).toBeCloseTo(value, 5));
  });

  test('compares each image with each caption, whatever its padding holds', () => {
    const [regions, words] = [regionsOf(), wordsOf()];
    const { similarity } = wordSimilarity(regions, words, { lengths: tf.tensor1d([4, 2, 1], 'int32') });
    [4, 2, 1].forEach((length, caption) => {
      const alone = wordSimilarity(tf.slice(regions, [1, 0, 0, 0]), tf.slice(words, [caption, 0, 0], [1, length, 3]));
      expect(numbers(similarity)[3 + caption]).toBeCloseTo(numbers(alone.similarity)[0]!, 3);
    });
  });

  test('has right derivatives to second order', async () => {
    const lengths = tf.tensor1d([4, 2, 1], 'int32');
    const f = (...[regions, words]: Tensor[]): Tensor =>
      wordSimilarity(regions as Tensor4D, words as Tensor3D, { lengths, gamma1: 1, gamma2: 1, gamma3: 1 }).similarity;
    for (const { error } of await checkDerivatives({ f, inputs: [regionsOf(), wordsOf()], order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves two tensors, and teaches', () => {
    const [regions, words] = [regionsOf(), wordsOf()];
    const before = tf.memory().numTensors;
    tf.dispose({ ...wordSimilarity(regions, words) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => wordSimilarity(regions, tf.zeros([3, 4, 5]))).toThrow(
      'wordSimilarity: regions and words must have as many features. Got 3, 5.',
    );
    expect(() => wordSimilarity(regions, words, { lengths: tf.tensor1d([1]) })).toThrow(
      'lengths must hold a number for each of the 3 captions.',
    );
  });
});
