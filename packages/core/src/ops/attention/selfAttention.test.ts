import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SelfAttentionWeights } from './imageAttention';
import { selfAttention } from './selfAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const kernel = (value: number, from: number, to: number): { kernel: tf.Tensor2D } => ({ kernel: tf.fill([from, to], value) });
const weightsOf = (gamma: number): SelfAttentionWeights => ({
  query: kernel(0, 2, 1),
  key: kernel(0, 2, 1),
  value: { kernel: tf.tensor2d([1, 0, 0, 1], [2, 2]) },
  gamma: tf.scalar(gamma),
});
/** 2 × 2 pixels of two channels: 1 to 4, and a quarter of it. */
const image = (): tf.Tensor4D => tf.tensor4d([1, 0.25, 2, 0.5, 3, 0.75, 4, 1], [1, 2, 2, 2]);

describe('selfAttention', () => {
  test('adds gamma times the mean of what is attended to', () => {
    const { y, attention } = selfAttention(image(), weightsOf(2), { pool: 1 });
    expect(attention.shape).toEqual([1, 4, 4]);
    expect([...attention.dataSync()]).toEqual(new Array<number>(16).fill(0.25));
    expect([...y.dataSync()]).toEqual([6, 1.5, 7, 1.75, 8, 2, 9, 2.25]);
  });

  test('pools keys and values to their maxima', () => {
    const { y, attention } = selfAttention(image(), weightsOf(1));
    expect(attention.shape).toEqual([1, 4, 1]);
    expect([...y.dataSync()]).toEqual([5, 1.25, 6, 1.5, 7, 1.75, 8, 2]);
  });

  test('leaves out what is no whole block', () => {
    const { y, attention } = selfAttention(tf.tensor4d([1, 0, 2, 0, 9, 0, 3, 0, 4, 0, 9, 0], [1, 2, 3, 2]), weightsOf(1));
    expect(attention.shape).toEqual([1, 6, 1]);
    expect([...y.dataSync()].filter((_, i) => i % 2 === 0)).toEqual([5, 6, 13, 7, 8, 13]);
  });

  test('is the identity where training begins', () => {
    const { y } = selfAttention(image(), weightsOf(0));
    expect([...y.dataSync()]).toEqual([...image().dataSync()]);
  });

  test('puts the gain on the output with its bias', () => {
    const output = { kernel: tf.tensor2d([1, 0, 0, 1], [2, 2]), bias: tf.tensor1d([1, 10]) };
    const { y } = selfAttention(image(), { ...weightsOf(2), output }, { pool: 1 });
    expect([...y.dataSync()].slice(0, 2)).toEqual([8, 21.5]);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, weights] = [image(), weightsOf(1)];
    const before = tf.memory().numTensors;
    tf.dispose({ ...selfAttention(x, weights) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => selfAttention(x, weights, { pool: 3 })).toThrow(
      "selfAttention: pool must be a whole number, at most the image's height and width. Got pool 3, an image of 2 × 2.",
    );
    expect(() => selfAttention(x, { ...weights, key: kernel(0, 2, 3) })).toThrow('query and key must give as many channels. Got 1 and 3.');
    expect(() => selfAttention(x, { ...weights, value: kernel(0, 2, 1) })).toThrow('value, without output, must give the 2 channels of x');
    expect(() => selfAttention(x, { ...weights, output: kernel(0, 2, 1) })).toThrow('output must give the 2 channels of x. Got 1.');
    expect(() => selfAttention(x, { ...weights, query: kernel(0, 3, 1) })).toThrow(
      'selfAttention: the kernel of query must read 2 channels. Got [3, 1].',
    );
    expect(() => selfAttention(x, { ...weights, gamma: tf.zeros([2]) })).toThrow('gamma must be one number. Got the shape [2].');
  });
});
