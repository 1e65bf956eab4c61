import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { CganConfig } from './config';
import { cganDiscriminator } from './discriminator';
import { cganGenerator } from './generator';
import { cganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([
  ['cgan-mnist-generator@mirza-osindero', cganGenerator],
  ['cgan-mnist-discriminator@mirza-osindero', cganDiscriminator],
] as const)('parameters of %s', (key, build) => {
  const { config = {} } = cganPresets['paper-mnist'] ?? {};
  expect(parametersOf(build(config as Partial<CganConfig>))).toBe(publishedParameters(key));
});

test('attributes take the place of the classes, as many numbers as one-hot labels', () => {
  for (const build of [cganGenerator, cganDiscriminator])
    expect(parametersOf(build({ attributes: 10, pieces: 0 }))).toBe(parametersOf(build({ classes: 10, pieces: 0 })));
});
