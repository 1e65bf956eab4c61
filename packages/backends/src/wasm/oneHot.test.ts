import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { bothBackends } from '../../tests/bothBackends';

beforeAll(bothBackends);

test('holds what it is told to, as integers and as floats, and frees the rest', async () => {
  await tf.setBackend('wasm');
  const labels = tf.tensor1d([1, 0], 'int32');
  const before = tf.memory().numTensors;
  const hot = [tf.oneHot(labels, 2), tf.oneHot(labels, 2, 0.75, 0.25, 'float32'), tf.oneHot(labels, 2, 1, 0, 'float32')];
  expect(tf.memory().numTensors).toBe(before + 3);
  expect(await Promise.all(hot.map(async (x) => [...(await x.data())]))).toEqual([
    [0, 1, 1, 0],
    [0.25, 0.75, 0.75, 0.25],
    [0, 1, 1, 0],
  ]);
  tf.dispose([labels, ...hot]);
});
