import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { sineOfTurns } from './sineOfTurns';

const farthest = (y: Tensor, expected: (i: number) => number): number =>
  Math.max(...[...y.dataSync()].map((value, i) => Math.abs(value - expected(i))));

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('sineOfTurns', () => {
  const turns = [...Array.from({ length: 401 }, (_, i) => (i - 200) / 64), 0.25, -0.25, 0.75, 1000.125, -1000.375];

  test('is exact to the last digits of float32, however far from 0', () => {
    const x = tf.tensor1d(turns);
    expect(farthest(sineOfTurns(x), (i) => Math.sin(2 * Math.PI * (turns[i] ?? 0)))).toBeLessThan(3e-7);
  });

  test('has the cosine as its derivative, and so on', () => {
    const x = tf.tensor1d(turns);
    const first = tf.grad((at: Tensor) => tf.sum(sineOfTurns(at)));
    const second = tf.grad((at: Tensor) => tf.sum(first(at)));
    expect(farthest(first(x), (i) => 2 * Math.PI * Math.cos(2 * Math.PI * (turns[i] ?? 0)))).toBeLessThan(2e-6);
    expect(farthest(second(x), (i) => -4 * Math.PI ** 2 * Math.sin(2 * Math.PI * (turns[i] ?? 0)))).toBeLessThan(2e-5);
  });

  test('has derivatives that agree with finite differences', async () => {
    const checks = await checkDerivatives({ f: (x) => sineOfTurns(x), inputs: [tf.tensor2d([[0.1, -0.4, 1.3]])], order: 2, step: 0.005 });
    for (const { error } of checks) expect(error).toBeLessThan(1e-2);
  });

  test('leaves one tensor', () => {
    const x = tf.tensor1d([0.1]);
    const before = tf.memory().numTensors;
    sineOfTurns(x);
    expect(tf.memory().numTensors).toBe(before + 1);
  });
});
