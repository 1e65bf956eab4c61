import { beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { perceptualNumbers } from '../../tests/perceptualFormula';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

// torchvision 0.15 in float64 with the same weights: the mean of each layer over the second image, and some of the features.

test('perceptualExtractor gives the layers and features of vgg16 of torchvision, and leaks nothing', async () => {
  const before = tf.memory().numTensors;
  const { means, features } = await perceptualNumbers('vgg16', 32);
  [0.65674572, 0.79959196, 0.89140121, 0.90379384, 0.39766823].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 4));
  [0.85030146, 1.19224138, 4.22526344, 0, 0.76697587].forEach((value, i) => expect(features[i]).toBeCloseTo(value, 4));
  expect(tf.memory().numTensors).toBe(before);
}, 300_000);

test('perceptualExtractor gives the layers and features of vgg19 of torchvision, and leaks nothing', async () => {
  const before = tf.memory().numTensors;
  const { means, features } = await perceptualNumbers('vgg19', 32);
  [0.72932586, 1.1926014, 1.47643383, 1.36483115, 0.84984729].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 4));
  [0.70788711, 0.96046458, 4.05645637, 1.54286865, 0.05326265].forEach((value, i) => expect(features[i]).toBeCloseTo(value, 4));
  expect(tf.memory().numTensors).toBe(before);
}, 300_000);
