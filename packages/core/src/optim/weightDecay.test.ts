import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { sgd } from './sgd';
import { weightDecay } from './weightDecay';

let w: tf.Variable;
let scale: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.tensor1d([2]), true, 'net/hidden1/kernel'));
  scale = tf.tidy(() => tf.variable(tf.tensor1d([2]), true, 'net/hidden1/norm/scale'));
});
afterEach(() => tf.dispose([w, scale]));

const values = (): number[] => [w, scale].map((x) => x.dataSync()[0] ?? NaN);

describe('weightDecay', () => {
  const build = (decay: number) =>
    weightDecay(sgd([{ trainable: [w, scale] }], { learningRate: 0.5 }), { decay, decays: ({ name }) => !name.endsWith('/scale') });
  const push = (optimizer: ReturnType<typeof build>): void => tf.tidy(() => optimizer.apply([tf.tensor1d([1]), tf.tensor1d([1])]));

  test('adds λw to the gradient of what decays, and to nothing else', () => {
    const optimizer = build(0.25);
    const before = tf.memory().numTensors;
    push(optimizer);
    // 2 - 0.5 (1 + 0.25 · 2), 2 - 0.5
    expect(values()).toEqual([1.25, 1.5]);
    expect(tf.memory().numTensors).toBe(before);
    optimizer.dispose();
  });

  test('is the optimizer’s in all else', () => {
    const optimizer = build(0.25);
    optimizer.learningRate = 0;
    push(optimizer);
    expect(values()).toEqual([2, 2]);
    expect(optimizer.toJson()).toEqual({ step: 1, learningRate: 0 });
    expect(optimizer.variables).toEqual([w, scale]);
    const again = build(0.25);
    again.restore(optimizer.tensors(), optimizer.toJson());
    expect(again.toJson()).toEqual(optimizer.toJson());
    expect(() => optimizer.apply([])).toThrow('2');
    optimizer.dispose();
    again.dispose();
  });

  test('of 0 is none', () => {
    const plain = sgd([{ trainable: [w] }]);
    expect(weightDecay(plain, { decay: 0 })).toBe(plain);
    expect(() => weightDecay(plain, { decay: -1 })).toThrow('weightDecay: decay must be a finite number >= 0. Got -1.');
    plain.dispose();
  });
});
