import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { sizedCase, sizedNames } from './sizedCases';
import { roundsOf } from './steps/stepper';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a family at a size, the rest by default', () => {
  expect(sizedCase('dcgan?resolution=32&batch=2')).toMatchObject({ batchSize: 2, image: [32, 32, 3] });
  expect(sizedCase('stylegan2?')).toMatchObject({ batchSize: 8, image: [32, 32, 3] });
  expect(sizedNames).toContain('biggan?channels=96&batch=4');
});

test('what has no size or no family is no such case', () => {
  expect(sizedCase('dcgan')).toBeUndefined();
  expect(sizedCase('dcgan-64')).toBeUndefined();
  expect(sizedCase('progan?width=4')).toBeUndefined();
});

test.each([
  ['dcgan?height=4', 'dcgan?height=4: unknown size height. Known here: resolution, width, batch.'],
  ['dcgan?width=0', 'dcgan?width=0: width must be a whole number of at least 1. Got 0.'],
  ['dcgan?width=wide', 'dcgan?width=wide: width must be a whole number of at least 1. Got NaN.'],
])('refuses %s', (name, message) => {
  expect(() => sizedCase(name)).toThrow(message);
});

test.each(['dcgan?resolution=16&width=2&batch=2', 'stylegan2?resolution=8&width=4&batch=2&every=16'])('%s takes rounds', async (name) => {
  const rounds = await roundsOf(sizedCase(name)!);
  await rounds.step();
  const { numTensors } = tf.memory();
  await rounds.step();
  expect(rounds.losses.every(Number.isFinite)).toBe(true);
  expect(tf.memory().numTensors).toBe(numTensors);
  await rounds.close();
});
