import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import { acganDiscriminator } from '../acgan/discriminator';
import { acganGenerator } from '../acgan/generator';
import { acganPresets } from '../acgan/presets';
import { rcGanConfig, type RganConfig } from './config';
import { racGanDiscriminator, rcGanDiscriminator } from './discriminator';
import { rganGenerator } from './generator';
import { racGanPresets, rcGanPresets } from './presets';
import { racGan } from './racGan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Config = Partial<RganConfig>;
type Build = (config: Config) => LayersModel;

const configOf = (preset: string): Config => ({ ...rcGanPresets[preset]?.config });

/** Every weight's size is a polynomial of the width, of degree 2 at most: three narrow networks tell the count of a wide one. */
function countOf(build: Build, config: Config): number {
  const { generatorChannels, discriminatorChannels } = rcGanConfig(config);
  const width = Math.max(...(build === rganGenerator ? generatorChannels : discriminatorChannels));
  const narrow = (count: number): number[] => generatorChannels.map(() => count);
  const [one, two, three] = [1, 2, 3].map((count) => {
    return parametersOf(build({ ...config, generatorChannels: narrow(count), discriminatorChannels: narrow(count) }));
  }) as [number, number, number];
  const place = width - 1;
  return one + (two - one) * place + ((three - 2 * two + one) * place * (place - 1)) / 2;
}

describe('parameter counts', () => {
  const [sngan, wganGp, ctGan] = ['sngan', 'wganGp', 'ctGan'].map((backbone) => configOf(`paper-${backbone}-symmetric`));
  /** A dense layer of 128 features to ten classes. */
  const classes = 128 * 10 + 10;
  /** Rows for nine classes more, of scales and offsets of two norms in each of three blocks. */
  const norms = 9 * 2 * 2 * 3 * 128;

  test.each<[string, Build, Config | undefined, string, number]>([
    ['generator of sngan, the projection cGAN’s', rganGenerator, sngan, 'cgan-pd-32-generator@pfnet', 0],
    ['rcGAN’s discriminator of sngan, the projection cGAN’s', rcGanDiscriminator, sngan, 'cgan-pd-32-discriminator@pfnet', 0],
    ['rAC-GAN’s discriminator of sngan', racGanDiscriminator, sngan, 'sngan-32-discriminator@pfnet', 1 + classes],
    ['generator of wganGp', rganGenerator, wganGp, 'wgan-gp-32-generator@igul222', norms],
    ['rcGAN’s discriminator of wganGp, a table of rows, no bias', rcGanDiscriminator, wganGp, 'wgan-gp-32-discriminator@igul222', 1280 - 1],
    ['rAC-GAN’s discriminator of wganGp', racGanDiscriminator, wganGp, 'wgan-gp-32-discriminator@igul222', classes],
    [
      'rAC-GAN’s discriminator of ctGan, whose dropout learns nothing',
      racGanDiscriminator,
      ctGan,
      'wgan-gp-32-discriminator@igul222',
      classes,
    ],
  ])('%s', (_, build, config, published, more) => {
    expect(countOf(build, config!) - more).toBe(publishedParameters(published));
  });

  test('of the narrow networks for digits: the projection cGAN’s, and AC-GAN’s', () => {
    const [projecting, classifying] = [configOf('digits'), racGanPresets['digits']!.config];
    expect([rganGenerator, rcGanDiscriminator].map((build) => parametersOf(build(projecting)))).toEqual([44_209, 40_576]);
    const { networks, dispose } = racGan(classifying);
    const counts = Object.values(networks).map(({ trainable }) => trainable.reduce((sum, { size }) => sum + size, 0));
    dispose();
    const acgan = acganPresets['digits']!.config;
    expect(counts).toEqual([parametersOf(acganGenerator(acgan)), parametersOf(acganDiscriminator(acgan))]);
  });
});
