import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { parametersOf, publishedParameters } from '../../tests/parameters';
import { infoganDiscriminator } from './discriminator';
import { infoganGenerator } from './generator';
import { infoganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Weights of Q alone, and of all others. */
function headAndRest(preset: string): [ofQ: number, rest: number] {
  const net = network(infoganDiscriminator(infoganPresets[preset]!.config));
  const sum = (ofQ: boolean): number =>
    net.trainable.reduce((total, { name, size }) => total + (name.includes('/codes/') === ofQ ? size : 0), 0);
  const counts: [number, number] = [sum(true), sum(false)];
  net.dispose();
  return counts;
}

describe('parameter counts', () => {
  test.each(['openai-mnist', 'paper-mnist'])('by the preset %s', (preset) => {
    expect(parametersOf(infoganGenerator(infoganPresets[preset]!.config))).toBe(publishedParameters('infogan-mnist-generator@infogan'));
    const [ofQ, rest] = headAndRest(preset);
    expect(rest).toBe(publishedParameters('infogan-mnist-discriminator@infogan'));
    expect(ofQ).toBe(publishedParameters('infogan-mnist-q-head@infogan'));
  });

  test('of narrow networks with two categorical codes, added up by hand', () => {
    const config = {
      resolution: 8,
      imageChannels: 3,
      noiseSize: 4,
      categories: [3, 2],
      continuous: 1,
      width: 2,
      hiddenUnits: 5,
      codeUnits: 6,
    };
    const generator = 10 * 5 + 5 + 10 + (5 * 16 + 16 + 32) + (16 * 4 * 2 + 2 + 4) + (16 * 2 * 3 + 3);
    const trunk = 16 * 3 * 2 + 2 + (16 * 2 * 4 + 4 + 8) + (16 * 5 + 5 + 10);
    const heads = 5 + 1 + (5 * 6 + 6 + 12) + (6 * 7 + 7);
    expect(parametersOf(infoganGenerator(config))).toBe(generator);
    expect(parametersOf(infoganDiscriminator(config))).toBe(trunk + heads);
  });
});
