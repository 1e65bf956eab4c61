import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { GanConfig } from './config';
import { ganDiscriminator } from './discriminator';
import { ganGenerator } from './generator';
import { ganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const preset = (name: string): Partial<GanConfig> => ganPresets[name]?.config as Partial<GanConfig>;

/** A network's numbers, added up from its widths; the pieces of its hidden layers are 1 but for maxout. */
const dense = (widths: readonly number[], pieces = 1): number =>
  widths.slice(1).reduce((sum, width, i) => sum + ((widths[i] ?? 0) + 1) * width * (i < widths.length - 2 ? pieces : 1), 0);

describe('parameter counts', () => {
  test.each([
    ['gan-mnist-generator@goodfeli', ganGenerator, dense([100, 1200, 1200, 784])],
    ['gan-mnist-discriminator@goodfeli', ganDiscriminator, dense([784, 240, 240, 1], 5)],
  ] as const)('%s', (key, build, sum) => {
    expect(parametersOf(build(preset('paper-mnist')))).toBe(publishedParameters(key));
    expect(sum).toBe(publishedParameters(key));
  });

  // Its 127 million first weights are not drawn for this: a tenth as wide is built, by the sum that gives the published numbers.
  test("of CIFAR-10's networks", () => {
    const { generatorUnits, discriminatorUnits, pieces = 5, resolution = 0, imageChannels = 0 } = preset('paper-cifar10');
    const pixels = resolution * resolution * imageChannels;
    const sums = (units: number, maxout: number): readonly number[] => [
      dense([100, units, units, pixels]),
      dense([pixels, maxout, maxout, 1], pieces),
    ];
    expect([generatorUnits, discriminatorUnits, pixels]).toEqual([[8000, 8000], [1600, 1600], 3072]);
    expect(sums(8000, 1600)).toEqual([
      publishedParameters('gan-cifar10-fc-generator@goodfeli'),
      publishedParameters('gan-cifar10-fc-discriminator@goodfeli'),
    ]);
    const narrow = { ...preset('paper-cifar10'), generatorUnits: [80, 80], discriminatorUnits: [16, 16] };
    expect([parametersOf(ganGenerator(narrow)), parametersOf(ganDiscriminator(narrow))]).toEqual(sums(80, 16));
  });

  test('of the modern networks, added up by hand', () => {
    const norms = 2 * (256 + 512 + 1024);
    expect(parametersOf(ganGenerator(preset('pytorch-28')))).toBe(dense([100, 128, 256, 512, 1024, 784]) + norms);
    expect(parametersOf(ganDiscriminator(preset('pytorch-28')))).toBe(dense([784, 512, 256, 1]));
  });

  test("of the grid's networks: those of WGAN-GP's", () => {
    expect(parametersOf(ganGenerator(preset('grid')))).toBe(publishedParameters('wgan-gp-toy-generator@igul222'));
    expect(parametersOf(ganDiscriminator(preset('grid')))).toBe(publishedParameters('wgan-gp-toy-discriminator@igul222'));
  });
});
