import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { selfAttention } from './selfAttention';
import { sparseAttention } from './sparseAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('sparseAttention', () => {
  const random = (...shape: [number, number]): { kernel: tf.Tensor2D } => ({
    kernel: randomStream(shape[1]).normal(shape) as tf.Tensor2D,
  });
  const image = (): tf.Tensor4D => randomStream(1).normal([2, 4, 4, 8]) as tf.Tensor4D;
  const weightsOf = () => ({ query: random(8, 2), key: random(8, 2), value: random(8, 4), output: random(4, 8), gamma: tf.scalar(0.5) });

  test('is self-attention where one head sees everything', () => {
    const [x, weights] = [image(), weightsOf()];
    const [own, plain] = [sparseAttention(x, weights, tf.ones([1, 16, 4])), selfAttention(x, weights)];
    expect([...own.y.dataSync()]).toEqual([...plain.y.dataSync()]);
    expect(own.attention.shape).toEqual([2, 1, 16, 4]);
  });

  test('shares the values out by head and joins them with the head last', () => {
    const eye = { kernel: tf.eye(4) };
    const zero = { kernel: tf.zeros<tf.Rank.R2>([4, 2]) };
    const x = tf.tensor4d([1, 2, 3, 4, 10, 20, 30, 40], [1, 1, 2, 4]);
    const masks = tf.tensor3d([1, 0, 1, 0, 0, 1, 0, 1], [2, 2, 2], 'bool');
    const weights = { query: zero, key: zero, value: eye, gamma: tf.scalar(1) };
    const { y } = sparseAttention(x, weights, masks, { pool: 1 });
    expect([...y.dataSync()]).toEqual([2, 32, 5, 44, 11, 50, 32, 80]);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, weights, masks] = [image(), weightsOf(), tf.ones<tf.Rank.R3>([2, 16, 4])];
    const before = tf.memory().numTensors;
    tf.dispose({ ...sparseAttention(x, weights, masks) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => sparseAttention(x, weights, tf.ones([3, 16, 4]))).toThrow(
      'sparseAttention: heads must divide the channels. Got 3 heads, channels: 2 of query, 4 of value.',
    );
    expect(() => sparseAttention(x, weights, tf.ones([2, 16, 16]))).toThrow('sparseAttention: the mask must fit the scores [2, 2, 16, 4]');
  });
});
