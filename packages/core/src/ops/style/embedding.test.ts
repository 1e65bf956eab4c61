import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '../../autodiff/index';
import { embedding } from './embedding';
import { projectionHead } from './projectionHead';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const ids = (...values: number[]): Tensor1D => tf.tensor1d(values, 'int32');
const table = (): Tensor2D => tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);

describe('embedding', () => {
  test('looks rows up', () => {
    expect([...embedding(ids(2, 0, 2), table()).dataSync()]).toEqual([5, 6, 1, 2, 5, 6]);
    expect(embedding(tf.zeros([4, 5], 'int32'), table()).shape).toEqual([4, 5, 2]);
  });

  test('adds up what flows back to a row, and 0 to the others', async () => {
    await tf.setBackend('cpu');
    installGradients();
    const gradient = tf.grad((rows) => embedding(ids(2, 0, 2), rows as Tensor2D))(table());
    expect([...gradient.dataSync()]).toEqual([1, 1, 0, 0, 2, 2]);
    await tf.setBackend('wasm');
  });

  test('teaches', () => {
    expect(() => embedding(tf.tensor1d([1]), table())).toThrow("embedding: ids must be int32. Got float32. Use tf.cast(ids, 'int32').");
    expect(() => embedding(ids(1), tf.zeros([3]) as unknown as Tensor2D)).toThrow('table must have the axes [rows, D]');
  });
});

describe('projectionHead', () => {
  const h = (): Tensor2D => tf.tensor2d([1, 1, 2, 0], [2, 2]);
  const kernel = (): Tensor2D => tf.tensor2d([10, 100], [2, 1]);

  test('adds the inner product with the row of the label', () => {
    expect([...projectionHead(h(), ids(1, 2), { kernel: kernel(), table: table() }).dataSync()]).toEqual([117, 30]);
    const biased = projectionHead(h(), ids(0, 0), { kernel: kernel(), table: table(), bias: tf.tensor1d([1000]) });
    expect(biased.shape).toEqual([2, 1]);
    expect([...biased.dataSync()]).toEqual([1113, 1022]);
  });

  test('leaves one tensor, and teaches', () => {
    const [features, labels, weights] = [h(), ids(1, 2), { kernel: kernel(), table: table() }];
    const before = tf.memory().numTensors;
    projectionHead(features, labels, weights).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => projectionHead(features, ids(1), weights)).toThrow('labels must hold one number for each of the 2 samples');
    expect(() => projectionHead(features, labels, { ...weights, kernel: tf.zeros([2, 2]) })).toThrow(
      'projectionHead: kernel [C, 1] and table [classes, C] must read the 2 features. Got [2, 2] and [3, 2].',
    );
  });
});
