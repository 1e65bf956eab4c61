import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { BiganConfig } from './config';
import { biganDiscriminator } from './discriminator';
import { biganEncoder } from './encoder';
import { biganGenerator } from './generator';
import { biganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const preset = (name: string): Partial<BiganConfig> => biganPresets[name]?.config as Partial<BiganConfig>;
const paper = preset('paper-mnist');

describe('parameter counts', () => {
  test.each([
    ['bigan-mnist-discriminator@bigan', biganDiscriminator],
    ['bigan-mnist-encoder@bigan', biganEncoder],
  ] as const)('%s', (key, build) => {
    expect(parametersOf(build(paper))).toBe(publishedParameters(key));
  });

  test('bigan-mnist-generator@bigan, whose layers are listed without the latents’ second way in: 50 · 1024 more with it, as in net.py', () => {
    const listed = publishedParameters('bigan-mnist-generator@bigan') ?? NaN;
    expect(parametersOf(biganGenerator({ ...paper, latentSkip: false }))).toBe(listed);
    expect(parametersOf(biganGenerator(paper))).toBe(listed + 50 * 1024);
  });

  test.each(['paper-mnist-latent-regressor', 'paper-mnist-joint-latent-regressor'])('%s: a discriminator of images alone', (name) => {
    expect(parametersOf(biganDiscriminator(preset(name)))).toBe(784 * 1024 + 1024 * 1024 + 1024);
  });

  test('scales and biases are those of batch norm', () => {
    const narrow: Partial<BiganConfig> = { generatorUnits: [5, 6], encoderUnits: [5, 6], discriminatorUnits: [5, 6] };
    const affine = { useScale: true, useBias: true };
    const more = (build: typeof biganGenerator): number => parametersOf(build({ ...narrow, ...affine })) - parametersOf(build(narrow));
    expect([biganGenerator, biganEncoder, biganDiscriminator].map(more)).toEqual([2 * (5 + 6), 2 * 6, 2 * 6]);
  });
});
