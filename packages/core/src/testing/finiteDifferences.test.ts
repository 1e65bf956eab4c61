import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { stopGradient } from '../autodiff/index';
import { checkDerivatives } from './finiteDifferences';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('passes what is right and leaks nothing', async () => {
  const x = tf.tensor1d([0.3, -0.8, 1.1]);
  const before = tf.memory().numTensors;
  const checks = await checkDerivatives({ f: (t) => tf.tanh(t), inputs: [x], order: 3 });
  expect(checks.map(({ order }) => order)).toEqual([1, 1, 2, 2, 3, 3]);
  expect(Math.max(...checks.map(({ error }) => error))).toBeLessThan(5e-3);
  expect(tf.memory().numTensors).toBe(before);
  x.dispose();
});

test('tells a path that was lost, in the first derivative or in the second alone', async () => {
  const x = tf.tensor1d([0.3, -0.8, 1.1]);
  const worst = async (f: (t: Tensor) => Tensor, order: number): Promise<number> =>
    Math.max(...(await checkDerivatives({ f, inputs: [x], order })).filter((check) => check.order === order).map(({ error }) => error));

  expect(await worst((t) => tf.mul(t, stopGradient(t)), 1)).toBeGreaterThan(0.05);

  // Right at first order, but its gradient takes its own input for a constant.
  const square = tf.customGrad((t: Tensor | tf.GradSaveFunc, save: Tensor | tf.GradSaveFunc) => {
    (save as tf.GradSaveFunc)([t as Tensor]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => tf.mul(dy, stopGradient(tf.mul(saved[0]!, 2)));
    return { value: tf.square(t as Tensor), gradFunc };
  });
  expect(await worst((t) => square(t), 1)).toBeLessThan(5e-3);
  expect(await worst((t) => square(t), 2)).toBeGreaterThan(0.05);
  x.dispose();
});
