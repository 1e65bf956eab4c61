import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients, randomStream } from '@ganblocks/core';
import { asymmetricNoise, classCrossEntropy, correctedCrossEntropy, corruptLabels, recoverLabels, symmetricNoise } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor): number => x.dataSync()[0] ?? NaN;
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const labels = (...values: number[]): Tensor1D => tf.tensor1d(values, 'int32');

describe('label noise', () => {
  test('the correction of no noise is none, and of all noise constant', () => {
    const [logits, own] = [tf.tensor2d([[1, 2, 0.5]]), labels(1)];
    expect(numberOf(correctedCrossEntropy(logits, own, tf.eye(3)))).toBeCloseTo(numberOf(classCrossEntropy(logits, own)), 5);
    expect(numberOf(correctedCrossEntropy(logits, own, symmetricNoise({ classes: 3, rate: 1 })))).toBeCloseTo(Math.log(3), 5);
  });

  test('draws labels by their chances', () => {
    const transition = tf.tensor2d([[0.5, 0.25, 0.25], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
    const draws = tf.tensor1d([0, 0.49, 0.5, 0.74, 0.75, 0.999]);
    expect(numbers(corruptLabels(labels(0, 0, 0, 0, 0, 0), transition, draws))).toEqual([0, 0, 1, 1, 2, 2]);
    const many = numbers(corruptLabels(tf.zeros([4000], 'int32'), transition, randomStream(1)));
    expect(many.filter((label) => label === 0).length / 4000).toBeCloseTo(0.5, 1);
    expect(corruptLabels(labels(1), transition, randomStream(1)).dtype).toBe('int32');
    expect(() => corruptLabels(labels(1), tf.ones([2, 3]), draws)).toThrow('the transition matrix must be [K, K]');
  });

  test('mistakes some classes for one other each', () => {
    const transition = asymmetricNoise({ classes: 3, rate: 0.25, flips: [[2, 0], [0, 1]] }); // prettier-ignore
    expect(numbers(transition)).toEqual([0.75, 0.25, 0, 0, 1, 0, 0.25, 0, 0.75]);
    expect(() => asymmetricNoise({ classes: 3, rate: 0.5, flips: [[1, 1]] })).toThrow('flips must be pairs of different classes in [0, 3)');
    expect(() => asymmetricNoise({ classes: 3, rate: 0.5, flips: [[0, 1], [0, 2]] })).toThrow('Got [[0,1],[0,2]].'); // prettier-ignore
    expect(() => symmetricNoise({ classes: 3, rate: NaN })).toThrow(
      'symmetricNoise: classes must be an integer >= 2, rate in [0, 1]. Got 3 and NaN.',
    );
  });

  test('is drawn backwards by the chances of the clean classes', () => {
    const transition = asymmetricNoise({ classes: 3, rate: 0.5, flips: [[0, 1]] });
    // P(clean | noisy 1) = [0.5, 1, 0] / 1.5
    const draws = tf.tensor1d([0, 0.33, 0.34, 0.99]);
    expect(numbers(recoverLabels(labels(1, 1, 1, 1), transition, draws))).toEqual([0, 0, 1, 1]);
    expect(numbers(recoverLabels(labels(0, 2), transition, randomStream(1)))).toEqual([0, 2]);
    const noisy = corruptLabels(tf.zeros([4000], 'int32'), transition, randomStream(2));
    const clean = numbers(recoverLabels(noisy, transition, randomStream(3)));
    expect(clean.every((label) => label < 2)).toBe(true);
  });

  test('leaves one tensor', () => {
    const [own, transition] = [labels(0, 1, 1), symmetricNoise({ classes: 2, rate: 0.5 })];
    const before = tf.memory().numTensors;
    tf.dispose([corruptLabels(own, transition, randomStream(1)), recoverLabels(own, transition, randomStream(1))]);
    tf.dispose(asymmetricNoise({ classes: 2, rate: 0.5, flips: [] }));
    expect(tf.memory().numTensors).toBe(before);
    expect(() => corruptLabels(tf.ones([2]), transition, randomStream(1))).toThrow(
      'corruptLabels: labels must be int32 [N]. Got float32 [2].',
    );
    expect(() => recoverLabels(own, transition, tf.ones([2]))).toThrow('recoverLabels: draws must be [3], one a label. Got [2].');
    expect(tf.memory().numTensors).toBe(before + 2);
  });
});
