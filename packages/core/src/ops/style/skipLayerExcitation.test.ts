import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { excitationGate, skipLayerExcitation } from './skipLayerExcitation';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const ones = (...shape: [number, number, number, number]): Tensor4D => tf.ones(shape);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('excitationGate', () => {
  test('averages windows, squeezes, expands', () => {
    const low = tf.tensor4d([1, 3, 5, 7, 1, 3, 5, 7], [1, 2, 4, 1]);
    const squeeze = tf.tensor4d([0.5], [1, 1, 1, 1]);
    const [gate = NaN] = excitationGate(low, { squeeze, expand: ones(1, 1, 1, 1) }).dataSync();
    expect(gate).toBeCloseTo(sigmoid(2), 6);
    const pixels = excitationGate(tf.slice(low, 0, 1), { squeeze: tf.tensor4d([1, 0, 0, 0], [2, 2, 1, 1]), expand: ones(1, 1, 1, 2) });
    expect(pixels.shape).toEqual([1, 1, 1, 2]);
    expect(pixels.dataSync()[1]).toBeCloseTo(sigmoid(2), 6);
  });

  test('overlaps windows where they do not come out even', () => {
    const low = tf.tensor4d([1, 2, 4, 8, 16, 32], [1, 3, 2, 1]);
    const reading = (...taps: [number, number, number, number]): number => {
      const options = { squeeze: tf.tensor4d(taps, [2, 2, 1, 1]), expand: ones(1, 1, 1, 1) };
      const [gate = NaN] = excitationGate(low, options).dataSync();
      return Math.log(gate / (1 - gate));
    };
    expect(reading(1, 0, 0, 0)).toBeCloseTo(2.5, 5);
    expect(reading(0, 0.1, 0, 0)).toBeCloseTo(0.5, 5);
    expect(reading(0, 0, 0.1, 0)).toBeCloseTo(1, 5);
    expect(reading(0, 0, 0, 0.1)).toBeCloseTo(2, 5);
  });

  test('leaks a tenth unless told otherwise', () => {
    const options = { squeeze: tf.tensor4d([-10], [1, 1, 1, 1]), expand: ones(1, 1, 1, 1) };
    expect(excitationGate(ones(1, 1, 1, 1), options).dataSync()[0]).toBeCloseTo(sigmoid(-1), 6);
    expect(excitationGate(ones(1, 1, 1, 1), { ...options, activation: tf.relu }).dataSync()[0]).toBe(0.5);
  });
});

describe('skipLayerExcitation', () => {
  test('scales the channels of the image of high resolution', () => {
    const weights = { squeeze: ones(2, 2, 1, 1), expand: tf.tensor4d([0, 100], [1, 1, 1, 2]) };
    expect([...skipLayerExcitation(ones(1, 1, 2, 2), ones(1, 4, 4, 1), weights).dataSync()]).toEqual([0.5, 1, 0.5, 1]);
  });

  test('leaves one tensor, and teaches', () => {
    const [high, low, weights] = [ones(2, 8, 8, 5), ones(2, 4, 4, 3), { squeeze: ones(4, 4, 3, 2), expand: ones(1, 1, 2, 5) }];
    const before = tf.memory().numTensors;
    skipLayerExcitation(high, low, weights).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => excitationGate(low, { ...weights, squeeze: ones(4, 3, 3, 2) })).toThrow('squeeze must be square and expand a 1x1 kernel');
    expect(() => skipLayerExcitation(ones(2, 8, 8, 4), low, weights)).toThrow('a number for each of the 4 channels of high');
    expect(() => skipLayerExcitation(ones(1, 8, 8, 5), low, weights)).toThrow('high and low must have the same batch. Got 1 and 2.');
  });

  test('has right derivatives to second order', async () => {
    await tf.setBackend('cpu');
    const f = (...tensors: Tensor[]): Tensor => {
      const [high, low, squeeze, expand] = tensors as [Tensor4D, Tensor4D, Tensor4D, Tensor4D];
      return skipLayerExcitation(high, low, { squeeze, expand, activation: tf.tanh });
    };
    const random = randomStream(5);
    const inputs = [[2, 2, 2, 3], [2, 3, 4, 2], [2, 2, 2, 2], [1, 1, 2, 3]].map((shape) => random.normal(shape)); // prettier-ignore
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
