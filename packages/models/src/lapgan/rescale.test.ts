import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { rescale } from './rescale';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const row = (values: readonly number[]): Tensor4D =>
  tf.tensor4d(Array.from({ length: values.length }, () => values).flat(), [1, values.length, values.length, 1]);

test('smaller by the mean of the area, also where sizes do not divide', () => {
  expect(numbers(rescale(row([1, 3, 5, 7]), 2))).toEqual([2, 6, 2, 6]);
  const thirds = numbers(rescale(row([0, 3, 6]), 2));
  [1, 5, 1, 5].forEach((value, i) => expect(thirds[i]).toBeCloseTo(value, 5));
  const images = randomStream(1).normal([2, 14, 14, 3]) as Tensor4D;
  const [whole, same] = [tf.mean(images, [1, 2]), tf.mean(rescale(images, 8), [1, 2])].map(numbers);
  whole?.forEach((value, i) => expect(same?.[i]).toBeCloseTo(value, 5));
});

test('larger in a line from corner to corner', () => {
  expect(numbers(rescale(row([0, 2]), 3))).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  expect(rescale(tf.ones([2, 8, 8, 3]), 14).shape).toEqual([2, 14, 14, 3]);
});

test('the same size as a tensor of its own; nothing else is left', () => {
  const images = tf.ones<tf.Rank.R4>([2, 6, 6, 2]);
  const before = tf.memory().numTensors;
  for (const size of [3, 4, 6, 9]) rescale(images, size).dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(images.isDisposed).toBe(false);
});
