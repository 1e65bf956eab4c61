import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { cases } from './cases';
import { bigganDiscriminator } from './networks/bigganDiscriminator';
import { bigganGenerator } from './networks/bigganGenerator';
import { stylegan2Discriminator, stylegan2Full, stylegan2Generator } from './networks/stylegan2Networks';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const countOf = (variables: readonly tf.Variable[]): number => variables.reduce((sum, { size }) => sum + size, 0);

/** Those of the PyTorch script; its images by style have four strengths of noise more, which nothing reads. */
test.each([
  ['dcgan-28', { generator: 540225, discriminator: 138817 }],
  ['dcgan-64', { generator: 3577667, discriminator: 2766529 }],
  ['sngan-32', { generator: 368771, discriminator: 264769 }],
  ['wgan-gp-32', { generator: 368771, discriminator: 264769 }],
  ['stylegan2-32', { generator: 314391 - 4, discriminator: 337281 }],
])('%s has as many parameters as the yardstick', (name, counts) => {
  const { networks } = cases[name]!.system();
  expect(Object.fromEntries(Object.entries(networks).map(([key, { trainable }]) => [key, countOf(trainable)]))).toEqual(counts);
});

const file = new URL('../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as { models: Record<string, { trainable_parameters: number }> }).models;

/** Every weight's size is a polynomial of the width, of degree 2 at most: three narrow networks tell the count of a wide one. */
function countAt(width: number, build: (width: number) => LayersModel): number {
  const [one, two, three] = [8, 16, 24].map((narrow) => {
    const { trainable, dispose } = network(build(narrow));
    const count = countOf(trainable);
    dispose();
    return count;
  }) as [number, number, number];
  const place = width / 8 - 1;
  return one + (two - one) * place + ((three - 2 * two + one) * place * (place - 1)) / 2;
}

test.each([
  ['stylegan2-256-generator@stylegan2-ada-pytorch', () => countAt(512, (width) => stylegan2Generator(stylegan2Full(256, width)))],
  ['stylegan2-256-discriminator@stylegan2-ada-pytorch', () => countAt(512, (width) => stylegan2Discriminator(stylegan2Full(256, width)))],
  ['biggan-128-discriminator@biggan-pytorch', () => countAt(96, (channels) => bigganDiscriminator({ channels }))],
  ['biggan-128-generator@biggan-pytorch', () => countAt(96, (channels) => bigganGenerator({ channels }))],
])('%s has as many parameters as published', (name, count) => {
  expect(count()).toBe(published[name]?.trainable_parameters);
});
