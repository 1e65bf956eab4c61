import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { LapganConfig } from './config';
import { lapganLevelDiscriminator } from './discriminator';
import { lapganLevelGenerator } from './generator';
import { lapganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const ofPreset = (name: string): Partial<LapganConfig> => lapganPresets[name]?.config as Partial<LapganConfig>;
const dense = (inputs: number, outputs: number): number => (inputs + 1) * outputs;

describe('parameter counts', () => {
  test.each([
    ['lapgan-cifar10-16to32-generator@eyescream', lapganLevelGenerator],
    ['lapgan-cifar10-16to32-discriminator@eyescream', lapganLevelDiscriminator],
  ] as const)('%s', (key, build) => {
    expect(parametersOf(build({ ...ofPreset('eyescream-32-classes'), widths: [64, 64] }, 2))).toBe(publishedParameters(key));
  });

  test('of the paper’s coarsest level, added up by hand', () => {
    const config = ofPreset('paper-28');
    expect(parametersOf(lapganLevelGenerator(config, 0))).toBe(dense(100, 1200) + dense(1200, 1200) + dense(1200, 192));
    expect(parametersOf(lapganLevelDiscriminator(config, 0))).toBe(dense(192, 600) + dense(600, 600) + dense(600, 1));
  });

  test('of a finer level without classes, added up by hand: 14 → 28 with 64 maps', () => {
    const config = ofPreset('paper-28');
    const generator = dense(49 * 4, 64) + dense(49 * 64, 64) + dense(25 * 64, 3);
    const discriminator = dense(25 * 3, 64) + dense(25 * 64, 64) + dense(10 * 10 * 64, 1);
    expect(parametersOf(lapganLevelGenerator(config, 2))).toBe(generator);
    expect(parametersOf(lapganLevelDiscriminator(config, 2))).toBe(discriminator);
  });

  test('labels lie beside the latents and the pixels of the coarsest level', () => {
    const config = ofPreset('paper-28');
    expect(parametersOf(lapganLevelGenerator({ ...config, classes: 10 }, 0)) - parametersOf(lapganLevelGenerator(config, 0))).toBe(12_000);
    expect(parametersOf(lapganLevelDiscriminator({ ...config, classes: 10 }, 0)) - parametersOf(lapganLevelDiscriminator(config, 0))).toBe(
      6_000,
    );
  });
});
