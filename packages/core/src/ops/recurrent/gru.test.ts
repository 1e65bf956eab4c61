import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { gru } from './gru';
import { gruCell } from './gruCell';
import type { RecurrentWeights } from './recurrentWeights';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const expectNear = (actual: Tensor, expected: readonly number[]): void => {
  expect(actual.size).toBe(expected.length);
  numbers(actual).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
};
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const sequences = (): Tensor3D => randomStream(1).normal([2, 3, 2]) as Tensor3D;

function weightsOf(seed: number): RecurrentWeights {
  const random = randomStream(seed);
  return { input: random.normal([2, 9]) as Tensor2D, recurrent: random.normal([3, 9]) as Tensor2D };
}

describe('gruCell', () => {
  test('has the gates in the order r, z, n, the reset after the product with the state', () => {
    const weights = {
      input: tf.tensor2d([1, 2, 3], [1, 3]),
      recurrent: tf.tensor2d([0.5, -0.25, 0.75], [1, 3]),
      inputBias: tf.tensor1d([0.5, 0, -1]),
      recurrentBias: tf.tensor1d([0, -1, 0.5]),
    };
    const hidden = gruCell(tf.tensor2d([[0.5]]), tf.tensor2d([[2]]), weights);
    const [r, z] = [sigmoid(0.5 + 0.5 + 1), sigmoid(1 - 0.5 - 1)];
    const n = Math.tanh(1.5 - 1 + r * (1.5 + 0.5));
    expect(numbers(hidden)[0]).toBeCloseTo((1 - z) * n + z * 2, 5);
  });

  test('leaves one tensor, and teaches', () => {
    const [x, hidden, weights] = [tf.ones<tf.Rank.R2>([2, 2]), tf.zeros<tf.Rank.R2>([2, 3]), weightsOf(1)];
    const before = tf.memory().numTensors;
    gruCell(x, hidden, weights).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => gruCell(x, tf.zeros([2, 4]), weights)).toThrow('gruCell: hidden must have the shape [2, 3]. Got [2, 4].');
    expect(() => gruCell(x, hidden, { ...weights, recurrent: tf.zeros([3, 12]) })).toThrow(
      'gruCell: input must be [2, 3 H] and recurrent [H, 3 H]. Got [2, 9] and [3, 12].',
    );
  });
});

describe('gru', () => {
  test('is its cell, step by step', () => {
    const [x, weights, initial] = [sequences(), weightsOf(2), tf.ones<tf.Rank.R2>([2, 3])];
    let state: Tensor2D = initial;
    for (const moment of tf.unstack(x, 1)) state = gruCell(moment as Tensor2D, state, weights);
    const { y, hidden } = gru(x, weights, { initial });
    expectNear(hidden, numbers(state));
    expect(numbers(tf.slice(y, [0, 2, 0], [2, 1, 3]))).toEqual(numbers(hidden));
  });

  test.each([false, true])('of a padded batch is that of each sequence alone (reverse: %s)', (reverse) => {
    const [x, weights] = [sequences(), weightsOf(2)];
    const { y, hidden } = gru(x, weights, { lengths: tf.tensor1d([3, 1], 'int32'), reverse });
    [3, 1].forEach((length, n) => {
      const alone = gru(tf.slice(x, [n, 0, 0], [1, length, 2]), weights, { reverse });
      expectNear(tf.slice(hidden, [n, 0], [1, 3]), numbers(alone.hidden));
      const padding = new Array<number>((3 - length) * 3).fill(0);
      expectNear(tf.slice(y, [n, 0, 0], [1, 3, 3]), [...numbers(alone.y), ...padding]);
    });
  });

  test('has right derivatives to second order', async () => {
    const { input, recurrent } = weightsOf(3);
    const f = (...[x, w, u, b]: Tensor[]): Tensor =>
      gru(
        x as Tensor3D,
        { input: w as Tensor2D, recurrent: u as Tensor2D, recurrentBias: b as Tensor1D },
        { lengths: tf.tensor1d([3, 2], 'int32') },
      ).y;
    const inputs = [sequences(), input, recurrent, randomStream(7).normal([9])];
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves two tensors, and teaches', () => {
    const [x, weights] = [sequences(), weightsOf(1)];
    const before = tf.memory().numTensors;
    tf.dispose({ ...gru(x, weights) });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => gru(x, weights, { initial: tf.zeros([1, 3]) })).toThrow('gru: initial must have the shape [2, 3]. Got [1, 3].');
    expect(() => gru(x, weights, { lengths: tf.tensor1d([1, 2, 3]) })).toThrow('lengths must hold a number for each of the 2 sequences.');
  });
});
