import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { groupNorm } from './groupNorm';
import { instanceNorm } from './instanceNorm';
import { layerNorm } from './layerNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('groupNorm', () => {
  test('normalizes groups of consecutive channels of each sample', () => {
    const y = groupNorm(tf.tensor3d([1, 3, 10, 30], [1, 1, 4]), { groups: 2, epsilon: 0 });
    expect(numbers(y).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 1, -1, 1]);
    const affine = { scale: tf.tensor1d([1, 2, 3, 4]), offset: tf.tensor1d([0, 0, 0, 1]) };
    const moved = groupNorm(tf.tensor3d([1, 3, 10, 30], [1, 1, 4]), { groups: 2, epsilon: 0, ...affine });
    expect(numbers(moved).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 2, -3, 5]);
  });

  test('is layer norm with one group, and instance norm with as many as channels', () => {
    const x = randomStream(2).normal([2, 3, 3, 6]);
    expect(numbers(groupNorm(x, { groups: 1 }))).toEqual(numbers(layerNorm(x)));
    expect(numbers(groupNorm(x, { groups: 6 }))).toEqual(numbers(instanceNorm(x)));
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 3, 3, 48]);
    const before = tf.memory().numTensors;
    groupNorm(x, { groups: 16 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => groupNorm(x)).toThrow('groupNorm: groups must divide the channels. Got groups 32, channels 48. Use 24.');
    expect(() => groupNorm(x, { groups: 0.5 })).toThrow('Use 1.');
    expect(() => groupNorm(tf.ones([2, 48]))).toThrow('x must have places between batch and channels');
  });
});
