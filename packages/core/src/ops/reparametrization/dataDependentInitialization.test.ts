import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { batchMoments } from '../batchMoments';
import { dense } from '../dense/dense';
import { dataDependentInitialization } from './dataDependentInitialization';
import { weightNormalize } from './weightNormalize';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('dataDependentInitialization', () => {
  test('by hand', () => {
    const { gain, bias } = dataDependentInitialization(tf.tensor2d([1, 3], [2, 1]), { scale: 4 });
    expect(numbers(gain)[0]).toBeCloseTo(4, 5);
    expect(numbers(bias)[0]).toBeCloseTo(-8, 5);
  });

  test('gives outputs of mean 0 and deviation `scale`', () => {
    const random = randomStream(9);
    const x = random.split('x').normal([32, 6]);
    const direction = random.split('v').normal([6, 3]) as tf.Tensor2D;
    const { gain, bias } = dataDependentInitialization(dense(x, weightNormalize(direction)), { scale: 0.5 });
    const { mean, variance } = batchMoments(dense(x, weightNormalize(direction, { gain }), { bias }));
    for (const value of numbers(mean)) expect(value).toBeCloseTo(0, 5);
    for (const value of numbers(variance)) expect(value).toBeCloseTo(0.25, 5);
  });

  test('leaves two tensors, and teaches', () => {
    const x = tf.ones([2, 2]);
    const before = tf.memory().numTensors;
    const result = dataDependentInitialization(x);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose({ ...result });
    expect(() => dataDependentInitialization(x, { epsilon: -1 })).toThrow('scale must be finite, epsilon at least 0. Got 1 and -1.');
  });
});
