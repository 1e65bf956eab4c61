import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import type { BeganConfig } from './config';
import { beganDiscriminator } from './discriminator';
import { beganGenerator } from './generator';
import { beganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const networks = { generator: beganGenerator, discriminator: beganDiscriminator } as const;
const sides = ['generator', 'discriminator'] as const;

describe('parameter counts', () => {
  test.each([
    ['began-64-n128', 'tensorflow-64', {}],
    ['began-64-n64', 'tensorflow-64-narrow', {}],
    ['began-32-n64', 'tensorflow-64-narrow', { resolution: 32 }],
    ['began-128-n128', 'tensorflow-64', { resolution: 128 }],
  ] as const)('%s, by the preset %s', (key, preset, changes) => {
    for (const side of sides)
      expect(parametersOf(networks[side]({ ...beganPresets[preset]!.config, ...changes }))).toBe(
        publishedParameters(`${key}-${side}@carpedm20`),
      );
  });

  test('skip connections double the inputs of the first convolution of each level but the first; a carry has no weights', () => {
    const { config } = beganPresets['paper-64']!;
    const more = 3 * 9 * 128 * 128;
    for (const side of sides)
      expect(parametersOf(networks[side](config))).toBe(publishedParameters(`began-64-n128-${side}@carpedm20`)! + more);
  });

  test('of the digits, added up by hand', () => {
    const [n, h] = [2, 3];
    const config: Partial<BeganConfig> = { resolution: 28, imageChannels: 1, latentSize: h, width: n };
    const convolution = (from: number, to: number): number => 9 * from * to + to;
    const decoder = h * 49 * n + 49 * n + 6 * convolution(n, n) + convolution(n, 1);
    const level = (from: number, to: number): number => convolution(from, to) + convolution(to, to);
    const halves = convolution(n, n) + convolution(2 * n, 2 * n);
    const encoder = convolution(1, n) + level(n, n) + level(n, 2 * n) + level(2 * n, 3 * n) + halves + (49 * 3 * n * h + h);
    expect(parametersOf(beganGenerator(config))).toBe(decoder);
    expect(parametersOf(beganDiscriminator(config))).toBe(encoder + decoder);
  });
});
