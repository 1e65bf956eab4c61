import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { disposeReport, runStep } from '../testing/run';
import { type WganConfig, wganConfig } from './config';
import { wganCritic } from './critic';
import { criticSchedule } from './criticSchedule';
import { wganGenerator } from './generator';
import { wgan } from './wgan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('topology', () => {
  const layersOf = (model: LayersModel): string[] => {
    const layers = model.layers.slice(1).map(({ name, outputShape }) => `${name} ${outputShape.slice(1).join('x')}`);
    model.dispose();
    return layers;
  };

  test.each<[keyof typeof build, Partial<WganConfig>]>([
    ['generator', { resolution: 16 }],
    ['generator', { resolution: 28, hiddenUnits: 5 }],
    ['critic', { resolution: 16 }],
    ['critic', { resolution: 28, hiddenUnits: 5 }],
  ])("a plain %s is DCGAN's without batch norm: %j", (network, config) => {
    const common = { imageChannels: 1, latentSize: 3, generatorWidth: 2, criticWidth: 2, ...config };
    const [normalized, plain] = [layersOf(build[network](common)), layersOf(build[network]({ ...common, [network]: 'plain' }))];
    expect(plain).toEqual(normalized.filter((name) => !name.includes('/norm')));
    expect(plain.length).toBeLessThan(normalized.length);
  });
  const build = { generator: wganGenerator, critic: wganCritic };

  test('a perceptron has three hidden layers', () => {
    const small = {
      resolution: 3,
      imageChannels: 2,
      latentSize: 4,
      generator: 'mlp',
      critic: 'mlp',
      generatorWidth: 5,
      criticWidth: 6,
    } as const;
    const sizes = (layers: string[]): string[] => layers.filter((name) => !name.includes('/')).map((name) => name.split(' ')[1] ?? '');
    expect(sizes(layersOf(wganGenerator(small)))).toEqual(['5', '5', '5', '18']);
    expect(sizes(layersOf(wganCritic(small)))).toEqual(['6', '6', '6', '1']);
  });
});

describe('wganConfig', () => {
  test('fills in defaults', () => {
    expect(wganConfig()).toMatchObject({ clip: 0.01, criticSteps: 5, longSteps: 100, longAtFirst: 25, longEvery: 500, learningRate: 5e-5 });
    expect(wganConfig({ generator: 'mlp' })).toMatchObject({ generatorWidth: 512, criticWidth: 64 });
  });

  test.each([
    [{ critic: 'vgg' }, `critic must be 'dcgan' or 'plain' or 'mlp'. Got "vgg".`],
    [{ clip: 0 }, 'clip must be a finite number above 0. Got 0.'],
    [{ longSteps: 0 }, 'longSteps must be an integer >= 1. Got 0.'],
    [{ resolution: 20 }, 'resolution must be 16, 32, 64, … or 28, 56, …. Got 20.'],
    [{ hiddenUnits: 8 }, "hiddenUnits needs projection 'dense'."],
    [{ beta1: 0 }, "'beta1' is no option."],
  ])('refuses %j', (config, message) => {
    expect(() => wganConfig(config as Partial<WganConfig>)).toThrow(message);
  });

  test('perceptrons are of any resolution', () => {
    expect(wganConfig({ generator: 'mlp', critic: 'mlp', resolution: 20 }).resolution).toBe(20);
  });
});

test('the first 25 rounds are long, and each 500th', () => {
  const steps = criticSchedule(wganConfig());
  expect([0, 24, 25, 499, 500, 501, 1000].map(steps)).toEqual([100, 100, 5, 5, 100, 5, 100]);
});

describe('wgan', () => {
  const tiny: Partial<WganConfig> = { resolution: 16, imageChannels: 1, latentSize: 2, generatorWidth: 1, criticWidth: 1, seed: 1 };
  const images = (seed: number): { images: Tensor4D } => ({ images: randomStream(seed).uniform([2, 16, 16, 1], { low: -1 }) as Tensor4D });

  test('rounds draw as many batches as the critic has updates, and the generator one', async () => {
    const system = wgan({ ...tiny, criticSteps: 1, longSteps: 3, longAtFirst: 1, longEvery: 4 });
    const updates: number[] = [];
    for (const round of [0, 1, 4]) {
      let drawn = 0;
      disposeReport(await runStep(system, (seed) => ((drawn += 1), images(seed)), round));
      updates.push(drawn);
    }
    expect(updates).toEqual([3, 1, 3]);
    expect([system.state.discriminator.toJson()['step'], system.state.generator.toJson()['step']]).toEqual([7, 3]);
    system.dispose();
  });

  test("clips all of the critic's weights after each update, and none of the generator's", async () => {
    const system = wgan({ ...tiny, criticSteps: 1, longAtFirst: 0, longEvery: 9, longSteps: 1, clip: 0.002 });
    const largest = ({ trainable }: { readonly trainable: readonly tf.Variable[] }): number =>
      Math.max(...trainable.map((variable) => tf.max(tf.abs(variable)).dataSync()[0] ?? NaN));
    const { generator, discriminator } = system.networks;
    expect(largest(discriminator)).toBeGreaterThan(0.02);
    disposeReport(await runStep(system, images, 1));
    expect(largest(discriminator)).toBeCloseTo(0.002, 9);
    expect(largest(generator)).toBeGreaterThan(0.02);
    system.dispose();
  });
});
