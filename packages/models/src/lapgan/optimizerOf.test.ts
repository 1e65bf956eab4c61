import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lapganConfig, type LapganConfig } from './config';
import { optimizerOf } from './optimizerOf';

let w: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.tensor1d([0]), true, 'w'));
});
afterEach(() => w.dispose());

const push = (optimizer: { apply(gradients: tf.Tensor[]): void }, times = 1): number => {
  for (let i = 0; i < times; i++) tf.tidy(() => optimizer.apply([tf.ones([1])]));
  return w.dataSync()[0] ?? NaN;
};

describe('optimizerOf', () => {
  const built = (changes: Partial<LapganConfig>, rate = 1) =>
    optimizerOf({ name: 'generator8', trainable: [w] }, rate, lapganConfig({ rateDecay: 1, epochUpdates: 1, ...changes }));

  test('a constant momentum is Torch’s dampened one: a steady gradient moves by the rate in the end', () => {
    const optimizer = built({ rateDecay: 0, momentumStep: 0 });
    // Velocities 1, 1.5, 1.75, … times 1 - 0.5.
    expect(push(optimizer)).toBe(-0.5);
    expect(push(optimizer)).toBe(-1.25);
    expect(push(optimizer)).toBe(-2.125);
    optimizer.dispose();
  });

  test('each epoch adds to the momentum up to its limit, and divides the rate', () => {
    const optimizer = built({ momentum: 0, momentumStep: 0.5, momentumLimit: 0.75, epochUpdates: 2 });
    const path = Array.from({ length: 5 }, () => push(optimizer));
    // Epochs 0, 0, 1, 1, 2: velocities 1, 1, 1.5, 1.75, 2.3125; rates 1, 1, ½, ½, ¼; factors 1, 1, ½, ½, ¼.
    expect(path).toEqual([-1, -2, -2.375, -2.8125, -2.95703125]);
    optimizer.dispose();
  });

  test('Adam has the decay alone', () => {
    const optimizer = built({ optimizer: 'adam' }, 0.5);
    expect(push(optimizer)).toBeCloseTo(-0.5, 5);
    expect(push(optimizer)).toBeCloseTo(-0.75, 5);
    optimizer.dispose();
  });
});
