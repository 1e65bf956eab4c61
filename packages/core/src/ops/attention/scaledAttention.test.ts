import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { scaledAttention } from './scaledAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const rounded = (x: tf.Tensor): number[] => [...x.dataSync()].map((value) => Math.round(value * 1e5) / 1e5);

describe('scaledAttention', () => {
  const key = (): tf.Tensor => tf.tensor2d([Math.log(3), 0], [2, 1]);
  const value = (): tf.Tensor => tf.tensor2d([4, 0, 0, 8], [2, 2]);

  test('is the mean of the values by the softmax of the scores', () => {
    const { y, attention } = scaledAttention(tf.tensor2d([1, 0], [2, 1]), key(), value());
    expect(rounded(attention)).toEqual([0.75, 0.25, 0.5, 0.5]);
    expect(rounded(y)).toEqual([3, 2, 2, 4]);
  });

  test('scales by the width of the queries unless told otherwise', () => {
    const [query, wide] = [tf.ones([1, 4]), tf.tensor2d([1, 1, 0, 0, 0, 0, 0, 0], [2, 4])];
    const [own, none] = [scaledAttention(query, wide, value()), scaledAttention(query, wide, value(), { scale: 1 })];
    expect(rounded(own.attention)[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 4);
    expect(rounded(none.attention)[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 4);
  });

  test('gives exactly nothing to what is masked, and an even share to all where everything is', () => {
    const mask = tf.tensor2d([0, 1, 0, 0], [2, 2], 'bool');
    const { attention } = scaledAttention(tf.tensor2d([1000, 5], [2, 1]), key(), value(), { mask });
    expect([...attention.dataSync()]).toEqual([0, 1, 0.5, 0.5]);
  });

  test('takes a mask of a batch with heads, for all queries alike', () => {
    const [query, keys] = [tf.zeros([2, 3, 1, 2]), tf.zeros([2, 3, 2, 2])];
    const { attention } = scaledAttention(query, keys, keys, { mask: tf.tensor4d([1, 0, 1, 1], [2, 1, 1, 2]) });
    expect([...attention.dataSync()]).toEqual([1, 0, 1, 0, 1, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  test('frees what it makes on the way', () => {
    const [query, keys, mask] = [tf.ones([2, 3, 4]), tf.ones([2, 5, 4]), tf.ones([3, 5])];
    const before = tf.memory().numTensors;
    tf.dispose({ ...scaledAttention(query, keys, keys, { mask }) });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    expect(() => scaledAttention(tf.zeros([2, 3]), key(), value())).toThrow(
      'scaledAttention: queries [..., Q, D], keys [..., K, D] and values [..., K, E] must fit. Got [2, 3], [2, 1], [2, 2].',
    );
    expect(() => scaledAttention(key(), key(), value(), { mask: tf.ones([2, 3]) })).toThrow(
      'the mask must fit the scores [2, 2] from the right, with 1 where it is the same for all. Got [2, 3].',
    );
    expect(() => scaledAttention(key(), key(), value(), { scale: NaN })).toThrow('scale must be a finite number. Got NaN.');
  });
});
