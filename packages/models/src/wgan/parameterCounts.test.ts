import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { wganCritic } from './critic';
import { wganGenerator } from './generator';

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
const countOf = (key: string): number => published[`dcgan-64-${key}@pytorch-examples`]?.trainable_parameters ?? NaN;
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
