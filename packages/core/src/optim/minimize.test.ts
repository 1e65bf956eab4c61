import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Variable } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Optimizer, StepContext } from '../contracts/index';
import { randomStream } from '../random/index';
import { minimize } from './minimize';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const context: StepContext<unknown> = {
  next: () => Promise.reject(new Error('no data here')),
  random: randomStream(1),
  step: 0,
  imagesSeen: 0,
  phase: { name: 'train', progress: 0 },
};

/** Plain gradient descent with rate 1: the applied gradient is old - new. */
const descent = (variables: readonly Variable[]): Optimizer => ({
  name: 'descent',
  variables,
  learningRate: 1,
  apply: (gradients) => variables.forEach((variable, i) => variable.assign(tf.tidy(() => tf.sub(variable, gradients[i] ?? 0)))),
  tensors: () => ({}),
  toJson: () => ({}),
  restore: () => undefined,
});

const value = (tensor: tf.Tensor): number => tensor.dataSync()[0] ?? NaN;

describe('minimize', () => {
  test('moves its own variables by the gradient of the sum, and no others', () => {
    const [w, other] = [tf.variable(tf.scalar(3)), tf.variable(tf.scalar(2))];
    const terms = minimize(descent([w]), context, () => ({ square: tf.square(w), product: tf.mul(w, other) }));
    expect(value(w)).toBeCloseTo(3 - (2 * 3 + 2), 6);
    expect(value(other)).toBe(2);
    expect(Object.keys(terms)).toEqual(['square', 'product']);
    expect(value(terms['square']!)).toBe(9);
    tf.dispose([w, other, ...Object.values(terms)]);
  });

  test('a variable that is not trainable for tfjs still learns when the optimizer owns it; an unused one gets zeros', () => {
    const [w, unused] = [tf.variable(tf.scalar(3), false), tf.variable(tf.scalar(5))];
    tf.dispose(Object.values(minimize(descent([w, unused]), context, () => ({ square: tf.square(w) }))));
    expect(value(w)).toBe(-3);
    expect(value(unused)).toBe(5);
    tf.dispose([w, unused]);
  });

  test('keeps the terms and nothing else', () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const optimizer = descent([w]);
    const step = (): void => tf.dispose(Object.values(minimize(optimizer, context, () => ({ sum: tf.sum(tf.tanh(w)) }))));
    step();
    const before = tf.memory().numTensors;
    step();
    expect(tf.memory().numTensors).toBe(before);
    w.dispose();
  });

  test('passes gradients through the context before applying them', () => {
    const w = tf.variable(tf.scalar(3));
    const halved: StepContext<unknown> = { ...context, reduceGradients: (gradients) => gradients.map((g) => tf.mul(g, 0.5)) };
    tf.dispose(Object.values(minimize(descent([w]), halved, () => ({ square: tf.square(w) }))));
    expect(value(w)).toBe(0);
    w.dispose();
  });

  test('refuses terms that are not scalars, and no terms', () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    expect(() => minimize(descent([w]), context, () => ({ bad: tf.square(w) as unknown as Scalar }))).toThrow(
      /'bad'.*one float32 number.*\[2\]/,
    );
    expect(() => minimize(descent([w]), context, () => ({}))).toThrow(/no loss terms/);
    w.dispose();
  });

  test('leaves nothing behind where terms or the update throw', () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const failing = { ...descent([w]), apply: () => { throw new Error('no update'); } }; // prettier-ignore
    const inner = (): Scalar => {
      const slope = tf.grad((x) => tf.sum(tf.tanh(tf.mul(x, w))))(tf.ones([2]));
      if (slope.rank === 1) throw new Error('stop');
      return tf.sum(slope);
    };
    const before = tf.memory().numTensors;
    expect(() => minimize(descent([w]), {}, () => ({ inner: inner() }))).toThrow('stop');
    expect(() => minimize(failing, {}, () => ({ sum: tf.sum(tf.tanh(w)) }))).toThrow('no update');
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(Object.values(minimize(descent([w]), {}, () => ({ sum: tf.sum(tf.square(w)) }))));
    expect([...w.dataSync()]).toEqual([-1, -2]);
    w.dispose();
  });
});
