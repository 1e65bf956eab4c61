import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { groupMoments } from './groupMoments';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('groupMoments', () => {
  const x = (): Tensor => tf.tensor([1, 10, 0, 2, 3, 10, 0, 2, 5, 10, 4, 2, 7, 10, 4, 2], [1, 2, 2, 4]);

  test('are those of each channel of each sample', () => {
    const { mean, variance } = groupMoments(x());
    expect(numbers(mean)).toEqual([4, 10, 2, 2]);
    expect(numbers(variance)).toEqual([5, 0, 4, 0]);
    expect(mean.shape).toEqual([1, 4]);
    expect(numbers(groupMoments(tf.tensor3d([1, 3, 10, 30], [2, 2, 1])).mean)).toEqual([2, 20]);
  });

  test('are those of groups of neighbouring channels', () => {
    const { mean, variance } = groupMoments(x(), { groups: 2 });
    expect(numbers(mean)).toEqual([7, 2]);
    expect(numbers(variance)).toEqual([11.5, 2]);
    expect(numbers(groupMoments(x(), { groups: 1 }).mean)).toEqual([4.5]);
  });

  test('of vectors are the numbers themselves', () => {
    const { mean, variance } = groupMoments(tf.tensor2d([1, 2, 3, 4], [2, 2]));
    expect(numbers(mean)).toEqual([1, 2, 3, 4]);
    expect(numbers(variance)).toEqual([0, 0, 0, 0]);
    expect(numbers(groupMoments(tf.tensor2d([1, 3, 4, 4], [2, 2]), { groups: 1 }).variance)).toEqual([1, 0]);
  });

  test.each([1, 2, 4])('have right derivatives to third order with %i groups', async (groups) => {
    installGradients();
    const f = (t: Tensor): Tensor => {
      const { mean, variance } = groupMoments(t, { groups });
      return tf.tanh(tf.mul(mean, variance));
    };
    const checks = await checkDerivatives({ f, inputs: [randomStream(5).normal([2, 3, 2, 4])], order: 3 });
    for (const { error } of checks) expect(error).toBeLessThan(5e-3);
  });

  test('leave two tensors, and teach', () => {
    const image = x();
    const before = tf.memory().numTensors;
    tf.dispose(Object.values(groupMoments(image, { groups: 2 })));
    expect(tf.memory().numTensors).toBe(before);
    expect(() => groupMoments(image, { groups: 3 })).toThrow('groups must divide the channels. Got groups 3, channels 4.');
    expect(() => groupMoments(tf.zeros([3]))).toThrow('x must have a batch axis and a channel axis');
  });
});
