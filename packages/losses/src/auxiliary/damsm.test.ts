import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients, ops, randomStream } from '@ganblocks/core';
import { damsm, matchingLosses } from './index';

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

const random = randomStream(3);
const regions = () => random.normal([3, 2, 2, 5]) as Tensor4D;
const words = () => random.normal([3, 4, 5]) as Tensor3D;
const vectors = () => random.normal([3, 5]) as Tensor2D;
const encoded = () => ({ regions: regions(), words: words(), images: vectors(), sentences: vectors() });

describe('damsm', () => {
  test('is both cross-entropies of both similarities', () => {
    const pairs = { ...encoded(), lengths: labels(4, 2, 3), classIds: labels(7, 8, 7) };
    const gammas = { gamma1: 2, gamma2: 3, gamma3: 4 };
    const result = damsm(pairs, gammas);
    const total = (similarity: Tensor2D): number => {
      const { imageToText, textToImage } = matchingLosses(similarity, { classIds: pairs.classIds });
      return numberOf(imageToText) + numberOf(textToImage);
    };
    const byWords = ops.wordSimilarity(pairs.regions, pairs.words, { lengths: pairs.lengths, ...gammas }).similarity;
    expect(numberOf(result.words)).toBeCloseTo(total(byWords), 4);
    expect(numberOf(result.sentences)).toBeCloseTo(total(ops.sentenceSimilarity(pairs.images, pairs.sentences, { gamma: 4 })), 4);
  });

  test('is small for pairs that find each other, and 2 log N for those that cannot', () => {
    const [own, alike] = [tf.eye(3), tf.ones<tf.Rank.R2>([3, 3])];
    const local = (x: Tensor2D): Tensor4D => tf.reshape(x, [3, 1, 1, 3]);
    const spoken = (x: Tensor2D): Tensor3D => tf.reshape(x, [3, 1, 3]);
    const found = damsm({ regions: local(own), images: own, words: spoken(own), sentences: own });
    expect([numberOf(found.words), numberOf(found.sentences)].every((value) => value < 1e-3)).toBe(true);
    const lost = damsm({ regions: local(alike), images: alike, words: spoken(alike), sentences: alike });
    for (const term of [lost.words, lost.sentences]) expect(numberOf(term)).toBeCloseTo(2 * Math.log(3), 4);
  });

  test('leaves two tensors, with gradients to all that it is given', () => {
    const pairs = encoded();
    const before = tf.memory().numTensors;
    const result = damsm(pairs);
    expect(tf.memory().numTensors).toBe(before + 2);
    expect([result.words, result.sentences].flatMap(numbers).every(Number.isFinite)).toBe(true);
    const total = (...[x, w, i, s]: Tensor[]): Tensor => {
      const terms = damsm({ regions: x as Tensor4D, words: w as Tensor3D, images: i as Tensor2D, sentences: s as Tensor2D });
      return tf.add(terms.words, terms.sentences);
    };
    const gradients = tf.grads(total)([pairs.regions, pairs.words, pairs.images, pairs.sentences]);
    for (const gradient of gradients) expect(numbers(tf.max(tf.abs(gradient)))[0]).toBeGreaterThan(0);
    expect(() => damsm({ ...pairs, images: tf.ones([2, 5]) })).toThrow('similarity must be a square matrix');
  });
});
