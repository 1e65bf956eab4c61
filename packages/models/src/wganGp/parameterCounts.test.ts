import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import { wganGpCritic } from './critic';
import { wganGpGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([
  ['wgan-gp-toy', 'mlp'],
  ['wgan-gp-mnist', 'dcgan'],
  ['wgan-gp-32', 'resnet'],
] as const)('%s', (key, networks) => {
  expect(parametersOf(wganGpGenerator({ networks }))).toBe(publishedParameters(`${key}-generator@igul222`));
  expect(parametersOf(wganGpCritic({ networks }))).toBe(publishedParameters(`${key}-discriminator@igul222`));
});
