import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { latentRegression } from './regression';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const valueOf = (a: number[][], z: number[][], normalize = true): number =>
  latentRegression(tf.tensor2d(a), tf.tensor2d(z), normalize).dataSync()[0] ?? NaN;

test('the cross-entropy of σ(a) with the latent in [0, 1], by hand', () => {
  const entropy = (a: number, z: number): number => {
    const [p, t] = [1 / (1 + Math.exp(-a)), (z + 1) / 2];
    return -t * Math.log(p) - (1 - t) * Math.log(1 - p);
  };
  const expected = [entropy(0.5, 0.2), entropy(-1, -0.6), entropy(2, 0.9), entropy(0, 0.1)];
  const sum = expected.reduce((total, value) => total + value, 0);
  const [a, z] = [
    [
      [0.5, -1],
      [2, 0],
    ],
    [
      [0.2, -0.6],
      [0.9, 0.1],
    ],
  ];
  expect(valueOf(a, z)).toBeCloseTo(sum / 4, 5);
  expect(valueOf(a, z, false)).toBeCloseTo(sum / 2, 5);
});

test('ln 2 a number where the encoder says nothing; large numbers stay finite', () => {
  expect(valueOf([[0, 0]], [[-0.3, 0.7]])).toBeCloseTo(Math.LN2, 6);
  expect(valueOf([[1000, -1000]], [[-1, 1]])).toBeCloseTo(1000, 2);
});

test('is least at the latent itself, and keeps nothing', () => {
  const z = tf.tensor2d([[0.4, -0.2]]);
  const before = tf.memory().numTensors;
  const gradient = tf.tidy(() =>
    tf
      .grad((a: tf.Tensor) => latentRegression(a, z, true))(tf.log(tf.div(tf.add(z, 1), tf.sub(1, z))))
      .dataSync(),
  );
  gradient.forEach((value) => expect(value).toBeCloseTo(0, 6));
  expect(tf.memory().numTensors).toBe(before);
});
