import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { batchMoments } from '../batchMoments';
import { batchNorm } from '../batchNorm';
import { randomStream } from '../../random/index';
import { checkDerivatives } from '../../testing/finiteDifferences';
import { virtualBatchNorm } from './virtualBatchNorm';

const numbers = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('virtualBatchNorm', () => {
  test('is batch norm of the reference batch and the sample', () => {
    const [reference, x] = [randomStream(1).normal([3, 2, 2, 4]), randomStream(2).normal([2, 2, 2, 4])];
    const y = virtualBatchNorm(x, { reference: batchMoments(reference), referenceSize: 3 });
    for (const sample of [0, 1]) {
      const together = batchNorm(tf.concat([reference, tf.slice(x, sample, 1)]));
      const far = tf.max(tf.abs(tf.sub(tf.slice(y, sample, 1), tf.slice(together, 3, 1))));
      expect(numbers(far)[0]).toBeLessThan(1e-6);
    }
  });

  test('keeps small variances beside large means', () => {
    const far = tf.tensor3d([4096, 4097], [1, 2, 1]);
    const y = virtualBatchNorm(far, { reference: batchMoments(far), referenceSize: 1, epsilon: 0 });
    expect(numbers(y)).toEqual([-1, 1]);
  });

  test('has right derivatives to second order, by the reference too', async () => {
    const random = randomStream(3);
    const inputs = [random.normal([2, 2, 2, 3]), random.normal([3, 2, 2, 3]), random.uniform([3], { low: 0.5, high: 1.5 })];
    const f = (...[x, reference, scale]: Tensor[]): Tensor => {
      const options = { reference: batchMoments(reference!), referenceSize: 3, scale: scale as Tensor1D, epsilon: 0.1 };
      return tf.tanh(virtualBatchNorm(x!, options));
    };
    for (const { error } of await checkDerivatives({ f, inputs, order: 2 })) expect(error).toBeLessThan(5e-3);
  });

  test('leaves one tensor, and teaches', () => {
    const x = tf.ones([2, 3, 3, 4]);
    const reference = batchMoments(x);
    const before = tf.memory().numTensors;
    virtualBatchNorm(x, { reference, referenceSize: 2 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => virtualBatchNorm(x, { reference, referenceSize: 0 })).toThrow(
      'referenceSize must be the number of samples of the reference batch',
    );
    expect(() => virtualBatchNorm(tf.ones([2, 3]), { reference, referenceSize: 2 })).toThrow(
      'virtualBatchNorm: reference.mean must hold one number for each of the 3 channels. Got the shape [4].',
    );
  });
});
