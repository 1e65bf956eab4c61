import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parametersOf } from '../../tests/parameters';
import type { AcganConfig } from './config';
import { acganDiscriminator } from './discriminator';
import { acganGenerator } from './generator';
import { acganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const configOf = (preset: string): Partial<AcganConfig> => acganPresets[preset]!.config;
const layer = (inputs: number, outputs: number, taps = 1): number => taps * inputs * outputs + outputs;
const norm = (channels: number): number => 2 * channels;

// No source publishes a count: added up from the layer lists.
describe('parameters, added up by hand', () => {
  test.each([
    ['paper-32', [384, 192, 96], 4],
    ['paper-128', [768, 384, 256, 192], 16],
  ])("of the paper's networks: %s", (preset, widths, end) => {
    const config = configOf(preset);
    const start = widths.length === 3 ? 4 : 8;
    const project = layer(100 + 10, start ** 2 * widths[0]!);
    const ups = widths.slice(1).reduce((sum, width, i) => sum + layer(widths[i]!, width, 25) + norm(width), 0);
    expect(parametersOf(acganGenerator(config))).toBe(project + ups + layer(widths.at(-1)!, 3, 25));
    const channels = [3, 16, 32, 64, 128, 256, 512];
    const downs = channels.slice(1).reduce((sum, width, i) => sum + layer(channels[i]!, width, 9) + (i > 0 ? norm(width) : 0), 0);
    expect(parametersOf(acganDiscriminator(config))).toBe(downs + layer(end ** 2 * 512, 1 + 10));
  });

  test('of the TensorFlow.js example', () => {
    const config = configOf('tfjs-28');
    const ups = layer(384, 192, 25) + norm(192) + layer(192, 96, 25) + norm(96) + layer(96, 1, 25);
    expect(parametersOf(acganGenerator(config))).toBe(10 * 100 + layer(100, 9 * 384) + ups);
    const downs = layer(1, 32, 9) + layer(32, 64, 9) + layer(64, 128, 9) + layer(128, 256, 9);
    expect(parametersOf(acganDiscriminator(config))).toBe(downs + layer(49 * 256, 1 + 10));
  });

  test('of the narrow networks for digits', () => {
    const config = configOf('digits');
    const dense = layer(16 + 10, 256) + norm(256) + layer(256, 49 * 64) + norm(64);
    expect(parametersOf(acganGenerator(config))).toBe(dense + layer(64, 32, 16) + norm(32) + layer(32, 1, 16));
    const downs = layer(1, 32, 16) + layer(32, 64, 16) + norm(64);
    expect(parametersOf(acganDiscriminator(config))).toBe(downs + layer(49 * 64, 256) + norm(256) + layer(256, 1 + 10));
  });
});
