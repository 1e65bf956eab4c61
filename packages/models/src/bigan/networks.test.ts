import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { biganConfig, type BiganConfig } from './config';
import { biganDiscriminator } from './discriminator';
import { biganEncoder } from './encoder';
import { biganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const units = [6, 5];
const tiny: Partial<BiganConfig> = {
  resolution: 4,
  latentSize: 3,
  generatorUnits: units,
  encoderUnits: units,
  discriminatorUnits: units,
  seed: 3,
};
const images = (seed: number): Tensor4D => randomStream(seed).uniform([8, 4, 4, 1], { low: -1 }) as Tensor4D;
const valuesOf = (variables: readonly Tensor[]): number[] => variables.flatMap((x) => [...x.dataSync()]);
const namesOf = (model: LayersModel): string[] => {
  const names = model.layers.map(({ name }) => name);
  model.dispose();
  return names;
};

describe('topology', () => {
  test('latents enter all layers of the discriminator but the first, and the generator’s where they are told to', () => {
    expect(namesOf(biganDiscriminator(tiny)).sort()).toEqual(
      [
        ...['images', 'latents', 'pixels/fromZero', 'pixels', 'hidden1', 'hidden1/leakyRelu', 'hidden2', 'hidden2/latents'],
        ...['hidden2/sum', 'hidden2/norm', 'hidden2/leakyRelu', 'logit'],
      ].sort(),
    );
    expect(namesOf(biganDiscriminator({ ...tiny, mode: 'latentRegressor' }))).toEqual([
      'images',
      'pixels/fromZero',
      'pixels',
      'hidden1',
      'hidden1/leakyRelu',
      'hidden2',
      'hidden2/norm',
      'hidden2/leakyRelu',
      'logit',
    ]);
    expect(namesOf(biganGenerator(tiny)).filter((name) => name.endsWith('/latents'))).toEqual(['hidden2/latents']);
    expect(namesOf(biganGenerator({ ...tiny, latentSkip: false })).filter((name) => name.endsWith('/latents'))).toEqual([]);
    expect(namesOf(biganGenerator(tiny)).filter((name) => name.endsWith('/norm'))).toEqual(['hidden1/norm', 'hidden2/norm']);
    expect(namesOf(biganEncoder(tiny)).filter((name) => name.endsWith('/norm'))).toEqual(['hidden2/norm']);
  });

  test.each([
    [{ width: 2 }, ['50', '1024', '196', '14x14x2', '28x28x1'], ['28x28x1', '14x14x2', '7x7x4', '1024']],
    [
      { width: 1, resolution: 64, imageChannels: 3 },
      ['50', '128', '8x8x4', '16x16x2', '32x32x1', '64x64x3'],
      ['64x64x3', '32x32x1', '16x16x2', '8x8x4', '4x4x8'],
    ],
    [{ width: 2, resolution: 8, generatorUnits: [5], encoderUnits: [6] }, ['50', '5', '32', '8x8x1'], ['8x8x1', '4x4x2', '6']],
  ])('convolutional networks of %j', (config: Partial<BiganConfig>, generator, encoder) => {
    const settings = { ...config, networks: 'convolutional' } as const;
    const kernels = ({ layers }: LayersModel): string[] =>
      layers
        .filter(({ name }) => /^(images|latents|hidden\d|down\d|project|up\d|image)$/.test(name))
        .map(({ outputShape }) => outputShape.slice(1).join('x'));
    const models = [biganGenerator(settings), biganEncoder(settings), biganDiscriminator(settings)];
    expect(kernels(models[0]!)).toEqual(generator);
    expect(kernels(models[1]!)).toEqual(encoder);
    const injected = models.map(({ layers }) =>
      layers.filter(({ name }) => name.endsWith('/latents')).map(({ name }) => name.split('/')[0]!),
    );
    const entered = (names: readonly string[]): readonly string[] => names.slice(1);
    const stages = (model: LayersModel): string[] =>
      model.layers.map(({ name }) => name).filter((name) => /^(hidden\d|down\d|project|up\d)$/.test(name));
    expect(injected[0]?.sort()).toEqual([...entered(stages(models[0]!))].sort());
    expect(injected[1]).toEqual([]);
    expect(injected[2]?.sort()).toEqual([...entered(stages(models[2]!))].sort());
    models.forEach((model) => model.dispose());
  });

  test('the discriminator knows nothing at first; a regressor neither', () => {
    const discriminator = network<Tensor[]>(biganDiscriminator(tiny));
    const regressor = network<Tensor, Tensor[]>(biganEncoder({ ...tiny, mode: 'latentRegressor' }));
    const latents = randomStream(2).normal([8, 3]);
    expect(new Set(discriminator.apply([images(1), latents], { training: true }).dataSync())).toEqual(new Set([0]));
    expect(new Set(regressor.apply(images(1), { training: true })[0]?.dataSync())).toEqual(new Set([0]));
    discriminator.dispose();
    regressor.dispose();
  });

  test('black pixels are zeros', () => {
    const encoder = network<Tensor, Tensor[]>(biganEncoder(tiny));
    const [code, features] = encoder.apply(tf.fill([2, 4, 4, 1], -1), { training: false });
    expect(valuesOf([code!, features!]).every((value) => value === 0)).toBe(true);
    encoder.dispose();
  });
});

describe('biganConfig', () => {
  test('fills in defaults', () => {
    expect(biganConfig()).toMatchObject({
      latentSize: 50,
      mode: 'bigan',
      weightDecay: 2.5e-5,
      encoderUnits: [1024, 1024],
      epochUpdates: 391,
    });
  });

  test.each([
    [{ mode: 'ali' }, `mode must be 'bigan' or 'latentRegressor' or 'jointLatentRegressor'. Got "ali".`],
    [{ latentSize: 0 }, 'latentSize must be an integer >= 1. Got 0.'],
    [{ encoderUnits: [] }, 'encoderUnits must be a list of integers >= 1, one a layer. Got [].'],
    [{ discriminatorUnits: [8] }, 'discriminatorUnits must have two layers at least, since latents enter all but the first. Got [8].'],
    [{ weightDecay: -1 }, 'weightDecay must be in [0, ∞). Got -1.'],
    [{ finalRate: 0 }, 'finalRate must be in'],
    [{ nz: 50 }, `'nz' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => biganConfig(config as Partial<BiganConfig>)).toThrow(message);
  });
});
