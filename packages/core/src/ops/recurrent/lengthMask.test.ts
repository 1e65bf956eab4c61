import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lengthMask } from './lengthMask';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('lengthMask', () => {
  test('is 1 up to each length', () => {
    const mask = lengthMask(tf.tensor1d([2, 0, 3], 'int32'), 3);
    expect(mask.shape).toEqual([3, 3]);
    expect(mask.dtype).toBe('float32');
    expect([...mask.dataSync()]).toEqual([1, 1, 0, 0, 0, 0, 1, 1, 1]);
    expect([...lengthMask(tf.tensor1d([1]), 2).dataSync()]).toEqual([1, 0]);
  });

  test('leaves one tensor, and teaches', () => {
    const lengths = tf.tensor1d([1, 2], 'int32');
    const before = tf.memory().numTensors;
    lengthMask(lengths, 4).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => lengthMask(lengths, 0)).toThrow('lengthMask: size must be a whole number of at least 1. Got 0.');
    expect(() => lengthMask(tf.zeros([1, 2]) as never, 2)).toThrow('lengths must have the axes [N]. Got the shape [1, 2].');
  });
});
