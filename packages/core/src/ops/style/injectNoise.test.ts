import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { injectNoise } from './injectNoise';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('injectNoise', () => {
  const x = (): Tensor4D => tf.ones([1, 1, 2, 2]);
  const noise = (): Tensor4D => tf.tensor4d([1, -2], [1, 1, 2, 1]);

  test('adds the same noise to all channels, by one strength or one a channel', () => {
    expect([...injectNoise(x(), tf.scalar(0.5), { noise: noise() }).dataSync()]).toEqual([1.5, 1.5, 0, 0]);
    expect([...injectNoise(x(), tf.tensor1d([0, 2]), { noise: noise() }).dataSync()]).toEqual([1, 3, 1, -3]);
  });

  test('spreads noise that is the same for all samples', () => {
    const y = injectNoise(tf.zeros([2, 1, 2, 1]), tf.scalar(1), { noise: noise() });
    expect([...y.dataSync()]).toEqual([1, -2, 1, -2]);
  });

  test('draws from the stream: the same numbers again, others for each sample and pixel', () => {
    const drawn = (): number[] => [...injectNoise(tf.zeros([2, 2, 2, 1]), tf.scalar(1), { random: randomStream(3) }).dataSync()];
    expect(drawn()).toEqual([...randomStream(3).normal([8]).dataSync()]);
    expect(new Set(drawn()).size).toBe(8);
  });

  test('leaves one tensor, and teaches', () => {
    const [image, strength, given] = [x(), tf.scalar(1), noise()];
    const random = randomStream(1);
    const before = tf.memory().numTensors;
    injectNoise(image, strength, { random }).dispose();
    injectNoise(image, strength, { noise: given }).dispose();
    expect(() => injectNoise(image, strength, {})).toThrow('injectNoise: either noise or random must be given. Got neither.');
    expect(() => injectNoise(image, strength, { noise: given, random })).toThrow('Got both.');
    expect(tf.memory().numTensors).toBe(before);
    expect(() => injectNoise(image, tf.zeros<tf.Rank.R1>([3]), { random })).toThrow(
      'strength must hold one number for each of the 2 channels',
    );
    expect(() => injectNoise(image, strength, { noise: tf.zeros([1, 1, 2, 2]) })).toThrow(
      'injectNoise: noise must have the axes [1, 1, 2, 1], each of that length or 1. Got the shape [1, 1, 2, 2].',
    );
  });

  test('has right derivatives to second order, by noise too', async () => {
    await tf.setBackend('cpu');
    const f = (...[image, strength, given]: Tensor[]): Tensor =>
      tf.tanh(injectNoise(image as Tensor4D, strength as Tensor1D, { noise: given as Tensor4D }));
    const random = randomStream(5);
    const inputs = [random.normal([2, 2, 1, 3]), random.normal([3]), random.normal([1, 2, 1, 1])];
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
