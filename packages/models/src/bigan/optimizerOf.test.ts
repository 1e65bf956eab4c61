import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sgd } from '@ganblocks/core';
import { biganConfig, type BiganConfig } from './config';
import { optimizerOf } from './optimizerOf';
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
    weightDecay(sgd([{ trainable: [w, scale] }], { learningRate: 0.5 }), decay, ({ name }) => !name.endsWith('/scale'));
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
    expect(weightDecay(plain, 0, () => true)).toBe(plain);
    plain.dispose();
  });
});

describe('optimizerOf', () => {
  const rates = (changes: Partial<BiganConfig>, updates: number): number[] => {
    const config = biganConfig({ learningRate: 1, weightDecay: 0, beta1: 0, beta2: 0, epochUpdates: 2, ...changes });
    const optimizer = optimizerOf([{ trainable: [w] }], 'test', config);
    // With both betas 0 an update is the rate itself.
    const moved = Array.from({ length: updates }, () => {
      const [before = NaN] = w.dataSync();
      tf.tidy(() => optimizer.apply([tf.tensor1d([1])]));
      return before - (w.dataSync()[0] ?? NaN);
    });
    optimizer.dispose();
    return moved;
  };
  const expectRates = (got: readonly number[], expected: readonly number[]): void =>
    expected.forEach((rate, i) => expect(got[i]).toBeCloseTo(rate, 4));

  test('the rate stays for some epochs, falls by a step each epoch to its last part, and stays there', () => {
    expectRates(rates({ constantEpochs: 1, decayEpochs: 2, finalRate: 0.01 }, 8), [1, 1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01]);
  });

  test('no epochs of decay: it stays', () => {
    expectRates(rates({ constantEpochs: 0, decayEpochs: 0 }, 3), [1, 1, 1]);
  });

  test('the decay enters Adam’s moments', () => {
    const optimizer = optimizerOf([{ trainable: [w] }], 'test', biganConfig({ weightDecay: 0.5, beta1: 0.5 }));
    tf.tidy(() => optimizer.apply([tf.tensor1d([0])]));
    // (1 - β₁) λ w
    expect(optimizer.tensors()['net/hidden1/kernel/firstMoment']?.dataSync()[0]).toBeCloseTo(0.5 * 0.5 * 2, 6);
    optimizer.dispose();
  });
});
