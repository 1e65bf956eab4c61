import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { batchMoments } from '../batchMoments';
import { batchNorm } from '../batchNorm';
import { conditionalBatchNorm } from './conditionalBatchNorm';
import { randomStream } from '../../random/index';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('conditionalBatchNorm', () => {
  test('normalizes by the batch, then scales and shifts each sample by its own', () => {
    const x = tf.tensor3d([1, 3, 3, 1], [2, 2, 1]);
    const y = conditionalBatchNorm(x, { scale: tf.tensor2d([1, 2], [2, 1]), offset: tf.tensor2d([0, 10], [2, 1]), epsilon: 0 });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 1, 12, 8]);
  });

  test('normalizes by given moments, as batchNorm does', () => {
    const [x, other] = [randomStream(1).normal([3, 2, 2, 4]), randomStream(2).normal([3, 2, 2, 4])];
    const same = { scale: tf.ones<tf.Rank.R2>([3, 4]), offset: tf.zeros<tf.Rank.R2>([3, 4]) };
    const far = tf.max(tf.abs(tf.sub(conditionalBatchNorm(x, { ...same, ...batchMoments(other) }), batchNorm(x, batchMoments(other)))));
    expect(numbers(far)[0]).toBeLessThan(1e-6);
  });

  test('takes vectors too', () => {
    const y = conditionalBatchNorm(tf.tensor2d([1, 3], [2, 1]), {
      scale: tf.ones([2, 1]),
      offset: tf.tensor2d([0, 5], [2, 1]),
      epsilon: 0,
    });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 6]);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, scale, offset] = [tf.ones([2, 3, 3, 4]), tf.ones<tf.Rank.R2>([2, 4]), tf.zeros<tf.Rank.R2>([2, 4])];
    const before = tf.memory().numTensors;
    conditionalBatchNorm(x, { scale, offset }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => conditionalBatchNorm(x, { scale: tf.ones([4, 2]), offset })).toThrow(
      'conditionalBatchNorm: scale must hold one number for each sample and channel, [2, 4]. Got the shape [4, 2].',
    );
    expect(() => conditionalBatchNorm(x, { scale, offset, variance: tf.ones([4]) })).toThrow('must be given together. Got only variance.');
    expect(() => conditionalBatchNorm(x, { scale, offset, mean: tf.ones([3]), variance: tf.ones([3]) })).toThrow('4 channels');
  });
});
