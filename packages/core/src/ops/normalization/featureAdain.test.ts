import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { featureAdain } from './featureAdain';
import { groupMoments } from './groupMoments';
import { randomStream } from '../../random/index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('featureAdain', () => {
  test('gives the content the mean and the deviation of the style', () => {
    const y = featureAdain(tf.tensor3d([1, 3], [1, 2, 1]), tf.tensor3d([10, 20, 10, 20], [1, 4, 1]), { epsilon: 0 });
    expect(numbers(y).map((value) => Math.round(value * 1e3) / 1e3)).toEqual([10, 20]);

    const [content, style] = [randomStream(1).normal([2, 4, 4, 3]), randomStream(2).uniform([2, 3, 5, 3])];
    const [got, asked] = [groupMoments(featureAdain(content, style, { epsilon: 0 })), groupMoments(style)];
    const far = tf.max(tf.abs(tf.sub(tf.stack([got.mean, got.variance]), tf.stack([asked.mean, asked.variance]))));
    expect(numbers(far)[0]).toBeLessThan(1e-6);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 3, 3, 4]);
    const before = tf.memory().numTensors;
    featureAdain(x, x).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => featureAdain(x, tf.ones([2, 3, 3, 5]))).toThrow(
      'featureAdain: content and style must have the same batch and the same channels. Got content [2, 3, 3, 4], style [2, 3, 3, 5].',
    );
    expect(() => featureAdain(x, tf.ones([2, 4]))).toThrow('style must have places between batch and channels');
  });
});
