import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { DcganConfig } from './config';
import { dcganDiscriminator } from './discriminator';
import { dcganGenerator } from './generator';
import { dcganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('parameter counts', () => {
  test.each([
    ['dcgan-64-generator@pytorch-examples', dcganGenerator, 'pytorch-64'],
    ['dcgan-64-discriminator@pytorch-examples', dcganDiscriminator, 'pytorch-64'],
    ['dcgan-64-generator@carpedm20', dcganGenerator, 'tensorflow-64'],
    ['dcgan-64-discriminator@carpedm20', dcganDiscriminator, 'tensorflow-64'],
    ['dcgan-64-generator@radford-paper', dcganGenerator, 'paper-64'],
  ] as const)('%s, by a preset', (key, build, preset) => {
    expect(parametersOf(build(dcganPresets[preset]!.config))).toBe(publishedParameters(key));
  });

  test('of narrow 128-pixel networks, a level more than the PyTorch example has, added up by hand', () => {
    const config: Partial<DcganConfig> = { resolution: 128, width: 4 };
    const widths = [64, 32, 16, 8, 4];
    const between = widths.slice(1).reduce((sum, width, i) => sum + 16 * widths[i]! * width, 0);
    const norms = (list: readonly number[]): number => list.reduce((sum, width) => sum + 2 * width, 0);
    expect(parametersOf(dcganGenerator(config))).toBe(100 * 16 * 64 + between + 16 * 4 * 3 + norms(widths));
    expect(parametersOf(dcganDiscriminator(config))).toBe(16 * 3 * 4 + between + 16 * 64 + norms(widths.slice(0, 4)));
  });

  test('of the 28-pixel networks, added up by hand', () => {
    const config: Partial<DcganConfig> = { resolution: 28, imageChannels: 1, latentSize: 64, useBias: true };
    const generator = 64 * 6272 + 6272 + 2 * 128 + (16 * 128 * 64 + 64) + 2 * 64 + (16 * 64 + 1);
    const discriminator = 16 * 64 + 64 + (16 * 64 * 128 + 128) + 2 * 128 + (6272 + 1);
    expect(parametersOf(dcganGenerator(config))).toBe(generator);
    expect(parametersOf(dcganDiscriminator(config))).toBe(discriminator);
  });
});
