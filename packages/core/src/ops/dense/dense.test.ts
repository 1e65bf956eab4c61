import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { dense } from './dense';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('dense', () => {
  const kernelOf = (): tf.Tensor2D => tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);

  test('multiplies and adds, over the last axis', () => {
    const y = dense(tf.tensor2d([1, 10], [1, 2]), kernelOf(), { bias: tf.tensor1d([0, 0, 1]) });
    expect([...y.dataSync()]).toEqual([41, 52, 64]);
    const long = dense(tf.ones([2, 3, 2]), kernelOf());
    expect(long.shape).toEqual([2, 3, 3]);
    expect([...long.dataSync()].slice(0, 3)).toEqual([5, 7, 9]);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, kernel] = [tf.ones([2, 3, 2]), kernelOf()];
    const before = tf.memory().numTensors;
    dense(x, kernel).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => dense(tf.ones([2, 3]), kernelOf())).toThrow("dense: the kernel must read the 3 numbers of x's last axis. Got [2, 3].");
    expect(() => dense(tf.ones([2]), kernelOf())).toThrow('x must have the axes [N, …, C]');
  });
});
