import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf } from '../../tests/parameters';
import { ebganDiscriminator } from './discriminator';
import { ebganGenerator } from './generator';
import { ebganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const config = (preset: string) => ebganPresets[preset]!.config;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

// No source publishes counts of EBGAN: they are added up from its lists of layers.
describe('parameter counts', () => {
  test("the grid's networks: five layers of 1,600 against 784-1024-784, no bias in front of batch norm", () => {
    const generator = 100 * 1600 + 3 * 1600 * 1600 + 4 * 2 * 1600 + (1600 * 784 + 784);
    const discriminator = 784 * 1024 + 1024 + (1024 * 784 + 784);
    expect(generator).toBe(9_107_984);
    expect(discriminator).toBe(1_607_440);
    expect(parametersOf(ebganGenerator(config('paper-mnist')))).toBe(generator);
    expect(parametersOf(ebganDiscriminator(config('paper-mnist')))).toBe(discriminator);
  });

  test('deeper encoders of the grid: nLayerD counts the one layer of the decoder, sizeG and sizeD are all hidden layers', () => {
    const deep = { generatorLayers: 2, generatorUnits: 400, discriminatorLayers: 5, discriminatorUnits: 128 } as const;
    const generator = 100 * 400 + 2 * 400 + (400 * 784 + 784);
    const discriminator = 784 * 128 + 128 + 3 * (128 * 128 + 2 * 128) + (128 * 784 + 784);
    expect(parametersOf(ebganGenerator(deep))).toBe(generator);
    expect(parametersOf(ebganDiscriminator(deep))).toBe(discriminator);
  });

  test('64 pixels: 1,024 channels of 4 x 4 doubled four times against 64-128-256-128-64-3', () => {
    const widths = [1024, 512, 256, 128];
    const ups = sum(widths.slice(1).map((width, i) => 16 * widths[i]! * width + 2 * width));
    const generator = 100 * 16_384 + 16_384 + ups + (16 * 128 * 3 + 3);
    const kernels = 2 * 16 * (3 * 64 + 64 * 128 + 128 * 256);
    const discriminator = kernels + 64 + 3 + 2 * (128 + 256 + 128 + 64);
    expect(generator).toBe(12_672_771);
    expect(discriminator).toBe(1_318_083);
    expect(parametersOf(ebganGenerator(config('celeba-64')))).toBe(generator);
    expect(parametersOf(ebganDiscriminator(config('celeba-64')))).toBe(discriminator);
  });

  test("PyTorch-GAN's 32 pixels, with its biases", () => {
    const generator = 62 * 8192 + 8192 + (9 * 128 * 128 + 128) + 2 * 128 + (9 * 128 * 64 + 64) + 2 * 64 + (9 * 64 + 1);
    const inner = 64 * 16 * 16;
    const discriminator = 9 * 64 + 64 + (inner * 32 + 32) + 2 * 32 + (32 * inner + inner) + 2 * inner + (9 * 64 + 1);
    expect(generator).toBe(738_433);
    expect(discriminator).toBe(1_099_041);
    expect(parametersOf(ebganGenerator(config('pytorch-32')))).toBe(generator);
    expect(parametersOf(ebganDiscriminator(config('pytorch-32')))).toBe(discriminator);
  });
});
