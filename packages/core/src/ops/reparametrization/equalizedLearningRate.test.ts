import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { equalizedLearningRate, equalizedScale } from './equalizedLearningRate';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('equalizedScale', () => {
  test('is gain · multiplier / √fanIn', () => {
    expect(equalizedScale([3, 3, 8, 64])).toBeCloseTo(Math.sqrt(1 / 72), 12);
    expect(equalizedScale([3, 3, 8, 64], { gain: Math.SQRT2 })).toBeCloseTo(Math.sqrt(2 / 72), 12);
    expect(equalizedScale([3, 3, 64, 8], { outputAxis: -2 })).toBeCloseTo(Math.sqrt(1 / 72), 12);
    expect(equalizedScale([16, 5], { gain: 1, learningRateMultiplier: 0.01 })).toBeCloseTo(0.0025, 12);
  });

  test('teaches', () => {
    expect(() => equalizedScale([4])).toThrow('equalizedScale: shape must have at least two axes, none of length 0. Got [4].');
    expect(() => equalizedScale([0, 4])).toThrow('Got [0, 4].');
    expect(() => equalizedScale([4, 4], { gain: NaN })).toThrow('gain and learningRateMultiplier must be finite numbers. Got NaN and 1.');
  });
});

describe('equalizedLearningRate', () => {
  test('scales the kernel, and leaves one tensor', () => {
    const kernel = tf.tensor2d([2, 4, 6, 8], [4, 1]);
    const before = tf.memory().numTensors;
    const scaled = equalizedLearningRate(kernel, { gain: 1 });
    expect([...scaled.dataSync()]).toEqual([1, 2, 3, 4]);
    expect(tf.memory().numTensors).toBe(before + 1);
  });
});
