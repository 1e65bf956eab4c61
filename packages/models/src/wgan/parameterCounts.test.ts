import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import { wganCritic } from './critic';
import { wganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const countOf = (key: string): number => publishedParameters(`dcgan-64-${key}@pytorch-examples`) ?? NaN;
/** Scales and offsets of the batch norm of DCGAN's networks for 64 x 64. */
const norms = { generator: 2 * (512 + 256 + 128 + 64), critic: 2 * (128 + 256 + 512) };

test("the networks are DCGAN's, as in the authors' code", () => {
  expect(parametersOf(wganGenerator())).toBe(countOf('generator'));
  expect(parametersOf(wganCritic())).toBe(countOf('discriminator'));
});

test('the same without batch norm', () => {
  expect(parametersOf(wganGenerator({ generator: 'plain' }))).toBe(countOf('generator') - norms.generator);
  expect(parametersOf(wganCritic({ critic: 'plain' }))).toBe(countOf('discriminator') - norms.critic);
});

test('perceptrons, added up by hand', () => {
  const image = 16 * 16 * 3;
  const hidden = 2 * (512 * 512 + 512);
  expect(parametersOf(wganGenerator({ generator: 'mlp', resolution: 16 }))).toBe(100 * 512 + 512 + hidden + 512 * image + image);
  expect(parametersOf(wganCritic({ critic: 'mlp', resolution: 16 }))).toBe(image * 512 + 512 + hidden + 512);
});
