import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import type { Drawn } from '../judges/judge';
import { categoryRows, reconstructions } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const drawn: Drawn = { name: 'fake', sample: () => tf.zeros([1, 1, 1, 1]) };

test('reconstructions are below their originals', async () => {
  const before = tf.memory().numTensors;
  const system: Drawn = { ...drawn, reconstruct: (images) => tf.mul(images, 0.5) };
  const picture = await reconstructions(system, randomStream(0));
  expect(picture.shape).toEqual([100, 28, 28, 1]);
  const data = await picture.data();
  const image = (at: number): number[] => Array.from(data.subarray(at * 784, (at + 1) * 784));
  for (const at of [0, 9, 20, 89]) expect(image(at + 10)).toEqual(image(at).map((value) => value * 0.5));
  picture.dispose();
  expect(tf.memory().numTensors).toBe(before);
  await expect(reconstructions(drawn, randomStream(0))).rejects.toThrow('reconstructions: expected a system that has reconstruct(images).');
});

test('categories are rows', async () => {
  let asked: unknown;
  const picture = await categoryRows({ name: 'fake', sample: (request) => ((asked = request), tf.zeros([100, 1, 1, 1])) }, randomStream(0));
  expect(asked).toEqual({ categories: Array.from({ length: 100 }, (_, i) => Math.floor(i / 10)) });
  picture.dispose();
});
