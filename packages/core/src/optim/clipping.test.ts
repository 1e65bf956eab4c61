import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { StepContext } from '../contracts/index';
import { GanError } from '../errors/index';
import { randomStream } from '../random/index';
import { clipGlobalNorm, clipWeights, minimize, sgd } from './index';

const variable = (name: string, values: number[], dtype: 'float32' | 'int32' = 'float32'): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d(values, dtype), true, name));
const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('clipWeights', () => {
  test('clips what is trainable of a network in place, its statistics not', () => {
    const [weights, bias, average] = [variable('weights', [-3, 0.25, 3]), variable('bias', [0.5]), variable('average', [9])];
    const critic = { trainable: [weights, bias], statistics: [average] };
    clipWeights(critic, 0.5);
    expect([weights, bias, average].map(read)).toEqual([[-0.5, 0.25, 0.5], [0.5], [9]]);
    clipWeights([weights, average], 0.125);
    expect([weights, bias, average].map(read)).toEqual([[-0.125, 0.125, 0.125], [0.5], [0.125]]);
    tf.dispose([weights, bias, average]);
  });

  test('refuses before it changes anything', () => {
    const [weights, labels, gone] = [variable('weights', [3]), variable('labels', [3], 'int32'), variable('gone', [3])];
    gone.dispose();
    for (const limit of [0, -1, NaN, Infinity]) {
      expect(() => clipWeights([weights], limit)).toThrow(GanError);
      expect(() => clipWeights([weights], limit)).toThrow(`limit must be a finite number above 0. Got ${limit}. WGAN uses 0.01.`);
    }
    expect(() => clipWeights([weights, labels], 1)).toThrow("clipWeights: variables must be float32. Got int32 for 'labels'.");
    expect(() => clipWeights([weights, gone], 1)).toThrow("clipWeights: the variable 'gone' was disposed.");
    expect(read(weights)).toEqual([3]);
    tf.dispose([weights, labels]);
  });
});

describe('clipGlobalNorm', () => {
  const clipped = (limit: number, gradients: readonly number[][]): number[][] =>
    tf.tidy(() => clipGlobalNorm(limit)(gradients.map((values) => tf.tensor1d(values))).map(read));

  test('scales all gradients by one factor where their norm is above the limit', () => {
    expect(clipped(0.5, [[3, 0], [4]])).toEqual([[Math.fround(0.3), 0], [Math.fround(0.4)]]);
    expect(clipped(10, [[3, 0], [4]])).toEqual([[3, 0], [4]]);
    expect(clipped(1, [[0, 0], [0]])).toEqual([[0, 0], [0]]);
    expect(clipped(1, [])).toEqual([]);
  });

  test('a norm that is not finite makes every gradient NaN', () => {
    expect(clipped(1, [[Infinity], [1, 2]])).toEqual([[NaN], [NaN, NaN]]);
    expect(clipped(1, [[NaN], [1]])).toEqual([[NaN], [NaN]]);
    expect(clipped(1, [[1e30], [1]])).toEqual([[NaN], [NaN]]);
  });

  test('leaves as many tensors as it was given', () => {
    const gradients = [tf.ones([2, 2]), tf.ones([3])];
    const before = tf.memory().numTensors;
    const results = clipGlobalNorm(1)(gradients);
    expect(tf.memory().numTensors).toBe(before + 2);
    expect(results.map(({ shape }) => shape)).toEqual([[2, 2], [3]]);
    tf.dispose([...gradients, ...results]);
  });

  test('clips inside minimize', () => {
    const [w, v] = [variable('w', [1]), variable('v', [1])];
    const optimizer = sgd([{ trainable: [w, v] }], { learningRate: 1 });
    const context: StepContext<unknown> = {
      next: () => Promise.reject(new Error('no data here')),
      random: randomStream(1),
      step: 0,
      imagesSeen: 0,
      phase: { name: 'train', progress: 0 },
      reduceGradients: clipGlobalNorm(0.5),
    };
    tf.dispose(minimize(optimizer, context, () => ({ sum: tf.add(tf.sum(tf.mul(w, 3)), tf.sum(tf.mul(v, -4))) })));
    expect(read(w)[0]).toBeCloseTo(0.7, 6);
    expect(read(v)[0]).toBeCloseTo(1.4, 6);
    optimizer.dispose();
    tf.dispose([w, v]);
  });

  test('teaches', () => {
    expect(() => clipGlobalNorm(0)).toThrow(GanError);
    expect(() => clipGlobalNorm(NaN)).toThrow('clipGlobalNorm: limit must be a finite number above 0. Got NaN.');
  });
});
