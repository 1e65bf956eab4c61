import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { cycleConsistency, identityMapping, l1, l2, lpips, lpipsDistance, perceptual, perceptualDistance, totalVariation } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const [a, b] = [() => tf.tensor1d([1, 2]), () => tf.tensor1d([2, 5])];

test('distances have their closed forms', () => {
  expect([l1(a(), b()), l2(a(), b()), cycleConsistency(a(), b()), identityMapping(a(), b())].flatMap(numbers)).toEqual([2, 5, 20, 10]);
  expect(() => l1(a(), tf.ones([3]))).toThrow('l1: both must have one shape. Got [2] and [3].');
  expect(() => cycleConsistency(a(), tf.ones([3]))).toThrow('cycleConsistency: both must have one shape. Got [2] and [3].');
  expect(() => cycleConsistency(a(), b(), { weight: -1 })).toThrow('cycleConsistency: weight must be a finite number >= 0. Got -1.');
});

test('total variation counts each step down and to the right', () => {
  expect(numbers(totalVariation(tf.tensor4d([0, 1, 3, 3], [1, 2, 2, 1])))).toEqual([3 + 2 + 1 + 0]);
  expect(numbers(totalVariation(tf.tensor4d([0, 1, 3], [1, 1, 3, 1])))).toEqual([3]);
  expect(numbers(totalVariation(tf.ones([2, 3, 3, 2])))).toEqual([0]);
});

test('perceptual distances weigh their layers and hold reals constant', () => {
  const extract = (x: Tensor4D): Tensor4D[] => [x, tf.mul(x, 2)];
  const loss = perceptual(extract, { weights: [1, 0.5] });
  const [fake, real] = [tf.fill<tf.Rank.R4>([1, 2, 2, 1], 3), tf.ones<tf.Rank.R4>([1, 2, 2, 1])];
  const before = tf.memory().numTensors;
  const value = loss(fake, real);
  expect(tf.memory().numTensors).toBe(before + 1);
  expect(numbers(value)).toEqual([2 + 2]);
  const throughReal = tf.grad((x: Tensor) => tf.add(loss(fake, x as Tensor4D), tf.sum(x)));
  expect(numbers(throughReal(real))).toEqual([1, 1, 1, 1]);
  expect(() => perceptualDistance([fake], [real], { weights: [-1] })).toThrow('weight 1 must be a finite number >= 0. Got -1.');
  expect(() => perceptualDistance([fake], [real])).toThrow(
    'as many feature maps as there are weights, at least one. Got 1 and 1, 5 weights.',
  );
});

test('LPIPS compares directions, not lengths', () => {
  const [x, y] = [tf.tensor4d([3, 4], [1, 1, 1, 2]), tf.tensor4d([4, 3], [1, 1, 1, 2])];
  const weights = [tf.tensor1d([1, 2])];
  expect(numbers(lpipsDistance([x], [tf.mul<Tensor4D>(x, 7)], weights).distance)[0]).toBeCloseTo(0, 6);
  expect(numbers(lpipsDistance([x], [y], weights).distance)[0]).toBeCloseTo(0.04 + 0.08, 5);
  const distance = lpips((image) => [image], weights);
  const before = tf.memory().numTensors;
  const value = distance(x, y);
  expect(tf.memory().numTensors).toBe(before + 1);
  expect(numbers(value)[0]).toBeCloseTo(0.12, 5);
  expect(() => lpipsDistance([x], [y], [tf.ones([3])])).toThrow('lpipsDistance: weights 1 must be [2], one a channel. Got [3].');
  const gradient = tf.grad((z: Tensor) => tf.sum(lpipsDistance([z as Tensor4D], [y], weights).distance))(tf.zeros([1, 1, 1, 2]));
  expect(numbers(gradient).every(Number.isFinite)).toBe(true);
});
