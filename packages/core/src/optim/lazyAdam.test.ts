import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { adam } from './adam';
import { lazyAdam } from './lazyAdam';
import { lazyCorrection } from './lazyCorrection';

const options = { learningRate: 0.002, beta1: 0.5, beta2: 0.99 };

beforeAll(() => tf.setBackend('cpu'));

describe('lazyCorrection', () => {
  test('is c · rate and βᶜ with c = every / (every + 1)', () => {
    const { learningRate, beta1, beta2 } = lazyCorrection(4, options);
    expect(learningRate).toBeCloseTo(0.0016, 12);
    expect(beta1).toBeCloseTo(0.5 ** 0.8, 12);
    expect(beta2).toBeCloseTo(0.99 ** 0.8, 12);
    expect(lazyCorrection(16, { ...options, beta1: 0 }).beta1).toBe(0);
  });

  test('a round of every + 1 updates forgets and moves as much as every updates did', () => {
    const { learningRate, beta1, beta2 } = lazyCorrection(16, options);
    expect(beta1 ** 17).toBeCloseTo(0.5 ** 16, 12);
    expect(beta2 ** 17).toBeCloseTo(0.99 ** 16, 12);
    expect(17 * learningRate).toBeCloseTo(16 * 0.002, 12);
  });

  test('teaches', () => {
    for (const every of [0, 2.5, -1, NaN, Infinity]) {
      expect(() => lazyCorrection(every, options)).toThrow(GanError);
      expect(() => lazyCorrection(every, options)).toThrow(
        `lazyCorrection: every must be a positive integer. Got ${every}. Take that of the penalty, such as 16 for R1.`,
      );
    }
    expect(() => lazyCorrection(4, { ...options, beta2: 1 })).toThrow('lazyCorrection: beta1 and beta2 must lie in [0, 1). Got 0.5 and 1.');
    expect(() => lazyCorrection(4, { ...options, learningRate: -1 })).toThrow(
      'lazyCorrection: learningRate must be a finite number >= 0. Got -1.',
    );
  });
});

describe('lazyAdam', () => {
  let [lazy, plain] = [] as tf.Variable[];
  beforeEach(() => {
    [lazy, plain] = ['lazy', 'plain'].map((name) => tf.tidy(() => tf.variable(tf.tensor1d([1, -2]), true, name)));
  });
  afterEach(() => tf.dispose([lazy!, plain!]));

  test('is Adam with the corrected numbers, while its rate reads as given', () => {
    const optimizer = lazyAdam([{ trainable: [lazy!] }], { every: 4, ...options, epsilon: 1e-6 });
    const corrected = adam([{ trainable: [plain!] }], { ...lazyCorrection(4, options), epsilon: 1e-6 });
    expect(optimizer.learningRate).toBe(0.002);
    for (let step = 1; step <= 6; step++) {
      const rate = 0.002 / step;
      optimizer.learningRate = rate;
      corrected.learningRate = lazyCorrection(4, { ...options, learningRate: rate }).learningRate;
      tf.tidy(() => {
        optimizer.apply([tf.sin(tf.add(lazy!, step))]);
        corrected.apply([tf.sin(tf.add(plain!, step))]);
      });
      lazy!.dataSync().forEach((value, index) => expect(value).toBeCloseTo(plain!.dataSync()[index] ?? NaN, 6));
    }
    expect(optimizer.toJson()).toEqual({ step: 6, learningRate: 0.002 / 6 });
    optimizer.dispose();
    corrected.dispose();
  });

  test('teaches', () => {
    expect(() => lazyAdam([{ trainable: [lazy!] }], { every: 0 })).toThrow(/every must be a positive integer\. Got 0/);
    expect(() => lazyAdam([{ trainable: [lazy!] }], { every: 4, beta1: -0.1 })).toThrow(/beta1 and beta2 must lie in \[0, 1\)\. Got -0\.1/);
    expect(() => lazyAdam([{ trainable: [lazy!] }], { every: 4, epsilon: 0 })).toThrow('lazyAdam: epsilon must be');
  });
});
