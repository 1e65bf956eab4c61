import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { bothBackends } from '../../tests/bothBackends';

beforeAll(bothBackends);

test('a clone shares its data and outlives what it was cloned from', async () => {
  await tf.setBackend('wasm');
  const before = tf.memory();
  const x = tf.tensor1d([1, 2, 3]);
  const clone = tf.clone(x);
  expect(clone.dataId).toBe(x.dataId);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 1);
  x.dispose();
  expect([...(await clone.data())]).toEqual([1, 2, 3]);
  clone.dispose();
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers, numBytes: before.numBytes });
});

test('a variable keeps its value while a clone of it is used and freed', async () => {
  await tf.setBackend('wasm');
  const variable = tf.variable(tf.tensor1d([1, 2]));
  const saved = tf.clone(variable);
  variable.assign(tf.tensor1d([5, 6]));
  expect([...(await saved.data())]).toEqual([1, 2]);
  saved.dispose();
  expect([...(await variable.data())]).toEqual([5, 6]);
  variable.dispose();
});
