import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { gradientOf, installGradients, stopGradient, uninstallGradients } from './index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterEach(uninstallGradients);

/** d/dw of (d/dx tanh(w·x))², by nested tf.grad: closed form 2·w·s·(s + w·s'·x) with s = 1 - tanh², s' = ds/du. */
const nested = (x: number, w: number): number =>
  tf.tidy(() => {
    const squaredSlope = (weight: Scalar): Scalar =>
      tf.square<Scalar>(tf.grad((input: tf.Tensor) => tf.tanh(tf.mul(input, weight)))(tf.scalar(x)) as Scalar);
    return (
      tf
        .grad((weight: tf.Tensor) => squaredSlope(weight as Scalar))(tf.scalar(w))
        .dataSync()[0] ?? NaN
    );
  });
const closedForm = (x: number, w: number): number => {
  const t = Math.tanh(w * x);
  const s = 1 - t * t;
  return 2 * w * s * (s - 2 * w * t * s * x);
};

describe('installGradients', () => {
  test('gives tfjs-core alone its gradients, and takes them back', () => {
    expect(tf.getGradient('Tanh')).toBeUndefined();
    installGradients();
    expect(tf.getGradient('Tanh')).toBeDefined();
    uninstallGradients();
    expect(tf.getGradient('Tanh')).toBeUndefined();
  });

  test('stock second derivatives are wrong without a word; ours are right before and after tfjs-layers is imported', async () => {
    installGradients();
    expect(nested(0.6, 0.9)).toBeCloseTo(closedForm(0.6, 0.9), 5);

    const mine = tf.getGradient('Tanh');
    await import('@tensorflow/tfjs-layers');
    expect(tf.getGradient('Tanh')).not.toBe(mine);
    installGradients();
    expect(tf.getGradient('Tanh')).toBe(mine);
    expect(nested(0.6, 0.9)).toBeCloseTo(closedForm(0.6, 0.9), 5);

    uninstallGradients();
    expect(tf.getGradient('Tanh')).toBeDefined();
    expect(Math.abs(nested(0.6, 0.9) - closedForm(0.6, 0.9))).toBeGreaterThan(0.1);
  });

  test('a second copy of the package shares the first one’s installation', async () => {
    installGradients();
    const first = tf.getGradient('Tanh');
    await jest.isolateModulesAsync(async () => {
      const copy = await import('./index');
      expect(copy.installGradients).not.toBe(installGradients);
      copy.installGradients();
      expect(tf.getGradient('Tanh')).toBe(first);
      copy.uninstallGradients();
    });
    installGradients();
    expect(nested(0.6, 0.9)).toBeCloseTo(closedForm(0.6, 0.9), 5);
  });

  test('leaks nothing', () => {
    nested(0.1, 0.2);
    const before = tf.memory().numTensors;
    installGradients();
    nested(0.6, 0.9);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('gradientOf', () => {
  test('is the gradient of the sum', () => {
    const x = tf.tensor2d([[1, 2], [3, 4]]); // prettier-ignore
    const gradient = gradientOf((input) => tf.sum(tf.square(input), 1), x);
    expect(Array.from(gradient.dataSync())).toEqual([2, 4, 6, 8]);
  });

  test('refuses a function that ignores its input', () => {
    expect(() => gradientOf(() => tf.scalar(1), tf.scalar(2))).toThrow(/Cannot compute gradient/);
  });
});

describe('stopGradient', () => {
  test('passes values and cuts derivatives', () => {
    installGradients();
    const gradient = tf.grad((x: tf.Tensor) => tf.mul(x, stopGradient(x)))(tf.scalar(3));
    expect(gradient.dataSync()[0]).toBe(3);
  });
});
