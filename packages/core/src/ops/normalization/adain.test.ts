import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { adain } from './adain';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('adain', () => {
  test('normalizes each channel of each sample, then takes the style of that sample', () => {
    const x = tf.tensor3d([1, 3, 10, 30], [2, 2, 1]);
    const y = adain(x, { scale: tf.tensor2d([2, 3], [2, 1]), offset: tf.tensor2d([1, -1], [2, 1]) });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 3, -4, 2]);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, scale, offset] = [tf.ones([2, 3, 3, 4]), tf.ones<tf.Rank.R2>([2, 4]), tf.zeros<tf.Rank.R2>([2, 4])];
    const before = tf.memory().numTensors;
    adain(x, { scale, offset }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => adain(x, { scale: tf.ones([1, 4]), offset })).toThrow(
      'adain: scale must hold one number for each sample and channel, [2, 4]. Got the shape [1, 4].',
    );
    expect(() => adain(x, { scale, offset: tf.ones([2, 3]) })).toThrow('offset must hold one number for each sample and channel');
    expect(() => adain(scale, { scale, offset })).toThrow('x must have places between batch and channels');
  });
});
