import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import type { DcganConfig } from './config';
import { dcganDiscriminator } from './discriminator';
import { dcganGenerator } from './generator';

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

/** What the paper and its best-known TensorFlow code have in common. */
const dense: Partial<DcganConfig> = { kernelSize: 5, projection: 'dense', useBias: true };

describe('parameter counts', () => {
  test.each([
    ['dcgan-64-generator@pytorch-examples', dcganGenerator, {}],
    ['dcgan-64-discriminator@pytorch-examples', dcganDiscriminator, {}],
    ['dcgan-64-generator@carpedm20', dcganGenerator, dense],
    ['dcgan-64-discriminator@carpedm20', dcganDiscriminator, dense],
    ['dcgan-64-generator@radford-paper', dcganGenerator, { ...dense, width: 128 }],
  ] as const)('%s', (key, build, config) => {
    expect(parametersOf(build(config))).toBe(published[key]?.trainable_parameters);
  });

  test('of the 28-pixel networks, added up by hand', () => {
    const config: Partial<DcganConfig> = { resolution: 28, imageChannels: 1, latentSize: 64, useBias: true };
    const generator = 64 * 6272 + 6272 + 2 * 128 + (16 * 128 * 64 + 64) + 2 * 64 + (16 * 64 + 1);
    const discriminator = 16 * 64 + 64 + (16 * 64 * 128 + 128) + 2 * 128 + (6272 + 1);
    expect(parametersOf(dcganGenerator(config))).toBe(generator);
    expect(parametersOf(dcganDiscriminator(config))).toBe(discriminator);
  });
});
