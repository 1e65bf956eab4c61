import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { biasAdd } from '../dense/biasAdd';
import { leakyRelu } from './leakyRelu';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('leakyRelu', () => {
  test('leaks, and multiplies by the gain', () => {
    const x = tf.tensor1d([-2, 0, 3]);
    expect([...leakyRelu(x, { slope: 0.5 }).dataSync()]).toEqual([-1, 0, 3]);
    expect([...leakyRelu(x, { slope: 0.5, gain: 2 }).dataSync()]).toEqual([-2, 0, 6]);
    expect(leakyRelu(x).dataSync()[0]).toBeCloseTo(-0.4, 6);
  });

  test('has the slopes as derivatives', () => {
    installGradients();
    const gradient = tf.grad((x) => leakyRelu(x, { slope: 0.25, gain: 2 }))(tf.tensor1d([-2, 3]));
    expect([...gradient.dataSync()]).toEqual([0.5, 2]);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.tensor1d([1]);
    const before = tf.memory().numTensors;
    leakyRelu(x, { gain: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => leakyRelu(x, { slope: NaN })).toThrow('leakyRelu: slope and gain must be finite numbers. Got NaN and 1.');
  });
});

describe('biasAdd', () => {
  test('adds a number to each channel', () => {
    expect([...biasAdd(tf.ones([2, 2]), tf.tensor1d([1, 2])).dataSync()]).toEqual([2, 3, 2, 3]);
    expect(() => biasAdd(tf.ones([2, 2]), tf.tensor1d([1]))).toThrow(
      'biasAdd: bias must hold one number for each of the 2 channels. Got the shape [1].',
    );
  });
});
