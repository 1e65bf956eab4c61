import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { conditioningAugmentation } from './conditioningAugmentation';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('conditioningAugmentation', () => {
  const text = (): Tensor2D => tf.tensor2d([1], [1, 1]);
  const noise = (): Tensor2D => tf.tensor2d([2], [1, 1]);

  test('moves the mean by deviation times noise, and measures the divergence', () => {
    const kernel = tf.tensor2d([3, 2 * Math.log(4)], [1, 2]);
    const { code, mean, logVariance, divergence } = conditioningAugmentation(text(), { kernel, activation: tf.relu, noise: noise() });
    expect(mean.dataSync()[0]).toBe(3);
    expect(logVariance.dataSync()[0]).toBeCloseTo(2 * Math.log(4), 6);
    expect(code.dataSync()[0]).toBeCloseTo(3 + 4 * 2, 5);
    expect(divergence.dataSync()[0]).toBeCloseTo((9 + 16 - 2 * Math.log(4) - 1) / 2, 5);
  });

  test('a standard Gaussian diverges by nothing; the gate halves the columns', () => {
    const { code, divergence } = conditioningAugmentation(tf.ones([2, 3]), { kernel: tf.zeros([3, 8]), random: randomStream(1) });
    expect(code.shape).toEqual([2, 2]);
    expect([...code.dataSync()]).toEqual([...randomStream(1).normal([4]).dataSync()]);
    expect(divergence.dataSync()[0]).toBe(0);
  });

  test('leaves four tensors, and teaches', () => {
    const [sentence, kernel, given, random] = [text(), tf.ones<tf.Rank.R2>([1, 4]), noise(), randomStream(1)];
    const before = tf.memory().numTensors;
    const result = conditioningAugmentation(sentence, { kernel, random });
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose(Object.values(result));
    expect(() => conditioningAugmentation(sentence, { kernel })).toThrow('either noise or random must be given. Got neither.');
    expect(() => conditioningAugmentation(sentence, { kernel, random, noise: given })).toThrow('Got both.');
    expect(() => conditioningAugmentation(sentence, { kernel, noise: given, activation: tf.relu })).toThrow(
      'conditioningAugmentation: noise must have the shape [1, 2]. Got [1, 1].',
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(() => conditioningAugmentation(sentence, { kernel: tf.ones([1, 6]), random })).toThrow('an even number, mean and variance');
  });

  test('has right derivatives to second order, by all outputs', async () => {
    await tf.setBackend('cpu');
    const f = (...[sentence, kernel, bias, given]: Tensor[]): Tensor => {
      const weights = { kernel: kernel as Tensor2D, bias: bias as Tensor1D, noise: given as Tensor2D };
      const { code, mean, logVariance, divergence } = conditioningAugmentation(sentence as Tensor2D, weights);
      return tf.add(tf.concat([code, mean, logVariance], 1), divergence);
    };
    const random = randomStream(5);
    const inputs = [[2, 3], [3, 8], [8], [2, 2]].map((shape) => random.normal(shape, { deviation: 0.5 }));
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });
});
