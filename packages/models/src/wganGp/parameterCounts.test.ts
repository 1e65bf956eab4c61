import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { wganGpCritic } from './critic';
import { wganGpGenerator } from './generator';

interface Published {
  readonly models: Readonly<Record<string, { readonly trainable_parameters: number }>>;
}
const file = new URL('../../../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as Published).models;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function parametersOf(model: LayersModel): number {
  const { trainable, dispose } = network(model);
  const count = trainable.reduce((sum, { size }) => sum + size, 0);
  dispose();
  return count;
}

test.each([
  ['wgan-gp-toy', 'mlp'],
  ['wgan-gp-mnist', 'dcgan'],
  ['wgan-gp-32', 'resnet'],
] as const)('%s', (key, networks) => {
  expect(parametersOf(wganGpGenerator({ networks }))).toBe(published[`${key}-generator@igul222`]?.trainable_parameters);
  expect(parametersOf(wganGpCritic({ networks }))).toBe(published[`${key}-discriminator@igul222`]?.trainable_parameters);
});
