import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { biganConfig, type BiganConfig } from './config';
import { optimizerOf } from './optimizerOf';

let w: tf.Variable;
let scale: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.tensor1d([2]), true, 'net/hidden1/kernel'));
  scale = tf.tidy(() => tf.variable(tf.tensor1d([2]), true, 'net/hidden1/norm/scale'));
});
afterEach(() => tf.dispose([w, scale]));

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

  test('the decay enters Adam’s moments, but for scales', () => {
    const optimizer = optimizerOf([{ trainable: [w, scale] }], 'test', biganConfig({ weightDecay: 0.5, beta1: 0.5 }));
    tf.tidy(() => optimizer.apply([tf.tensor1d([0]), tf.tensor1d([0])]));
    const momentOf = (path: string) => optimizer.tensors()[`net/hidden1/${path}/firstMoment`]?.dataSync()[0];
    // (1 - β₁) λ w
    expect(momentOf('kernel')).toBeCloseTo(0.5 * 0.5 * 2, 6);
    expect(momentOf('norm/scale')).toBe(0);
    optimizer.dispose();
  });
});
