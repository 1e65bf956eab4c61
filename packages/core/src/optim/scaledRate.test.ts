import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { adam } from './adam';
import { scaledRate } from './scaledRate';
import { sgd } from './sgd';

beforeAll(() => tf.setBackend('cpu'));

describe('scaledRate', () => {
  let w: tf.Variable;
  beforeEach(() => {
    w = tf.tidy(() => tf.variable(tf.scalar(1), true, 'w'));
  });
  afterEach(() => w.dispose());
  const step = (optimizer: ReturnType<typeof sgd>): number => {
    tf.tidy(() => optimizer.apply([tf.scalar(1)]));
    return w.dataSync()[0]!;
  };

  test('multiplies the rate of each update, whatever schedules write', () => {
    let part = 1;
    const optimizer = scaledRate(sgd([{ trainable: [w] }], { learningRate: 0.5 }), () => part);
    expect(step(optimizer)).toBe(0.5);
    part = 0.25;
    expect(step(optimizer)).toBe(0.375);
    optimizer.learningRate = 1;
    expect(step(optimizer)).toBe(0.125);
    expect(optimizer.learningRate).toBe(1);
    optimizer.dispose();
  });

  test('goes by the number of the update, from 1, also of an optimizer that is restored', () => {
    const build = () => scaledRate(sgd([{ trainable: [w] }], { learningRate: 1 }), (update) => update);
    const [first, second] = [build(), build()];
    expect([step(first), step(first)]).toEqual([0, -2]);
    second.restore(first.tensors(), first.toJson());
    expect(step(second)).toBe(-5);
    [first, second].forEach((optimizer) => optimizer.dispose());
  });

  test("is the optimizer in all else: its state is the optimizer's", () => {
    const inner = adam([{ trainable: [w] }], { learningRate: 0.1, name: 'generator' });
    const optimizer = scaledRate(inner, () => 0.5);
    step(optimizer);
    expect([optimizer.name, optimizer.variables, optimizer.tensors()]).toEqual(['generator', [w], inner.tensors()]);
    expect(optimizer.toJson()).toEqual({ step: 1, learningRate: 0.1 });
    optimizer.restore(optimizer.tensors(), { step: 7, learningRate: 0.2 });
    expect(inner.toJson()).toEqual({ step: 7, learningRate: 0.2 });
    const before = tf.memory().numTensors;
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before - 2);
  });

  test('an update that fails leaves the rate as it was', () => {
    const optimizer = scaledRate(sgd([{ trainable: [w] }], { learningRate: 0.5 }), () => NaN);
    expect(() => step(optimizer)).toThrow('sgd: learningRate must be a finite number >= 0. Got NaN.');
    expect(optimizer.learningRate).toBe(0.5);
    optimizer.dispose();
  });
});
