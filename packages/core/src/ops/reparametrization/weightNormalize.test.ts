import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { outputNorms, weightNormalize } from './weightNormalize';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('weightNormalize', () => {
  const direction = () => tf.tensor2d([3, 0, 4, 2], [2, 2]);

  test('gives each output the length of its gain', () => {
    expect(numbers(outputNorms(direction()))).toEqual([5, 2]);
    const kernel = numbers(weightNormalize(direction(), { gain: tf.tensor1d([10, 3]) }));
    kernel.forEach((value, i) => expect(value).toBeCloseTo([6, 0, 8, 3][i] ?? NaN, 5));
    expect(numbers(outputNorms(weightNormalize(direction())))[0]).toBeCloseTo(1, 6);
  });

  test('outputs before inputs, as conv2dTranspose has them', () => {
    const kernel = weightNormalize(direction(), { gain: tf.tensor1d([6, 5]), outputAxis: -2 });
    const lengths = outputNorms(kernel, -2);
    expect(numbers(lengths)[0]).toBeCloseTo(6, 5);
    expect(numbers(lengths)[1]).toBeCloseTo(5, 5);
    expect(numbers(kernel)[1]).toBe(0);
  });

  test('leaves one tensor, and teaches', () => {
    const [v, gain] = [direction(), tf.tensor1d([1, 2, 3])];
    const before = tf.memory().numTensors;
    weightNormalize(v).dispose();
    outputNorms(v).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => weightNormalize(v, { gain })).toThrow(
      'weightNormalize: gain must hold one number for each of the 2 channels. Got the shape [3].',
    );
    expect(() => weightNormalize(gain)).toThrow('the kernel must have two axes or more');
  });
});

test('weightNormalize, first and second order on the oracle backend', async () => {
  await tf.setBackend('cpu');
  const random = randomStream(3);
  const inputs = [random.split('v').normal([2, 2, 2, 3]), random.split('g').normal([3])];
  const f = (...[v, gain]: Tensor[]): Tensor => tf.tanh(weightNormalize(v!, { gain: gain as Tensor1D }));
  for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
});
