import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { publishedParameters } from '../../tests/parameters';
import { sganClassifier } from './classifier';
import { type SganConfig, sganConfig } from './config';
import { sganGenerator } from './generator';
import { sganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const configOf = (preset: string): SganConfig => sganConfig(sganPresets[preset]!.config);

/** Numbers that a network has, without those of its gains and its moving averages. The model is freed. */
function weightsOf(model: LayersModel): number {
  const { trainable, dispose } = network(model);
  const count = trainable.filter(({ name }) => !name.endsWith('/gain')).reduce((sum, { size }) => sum + size, 0);
  dispose();
  return count;
}

describe('parameter counts', () => {
  test('of the classifier of the released code for MNIST', () => {
    expect(weightsOf(sganClassifier(configOf('improved-28')))).toBe(publishedParameters('sgan-mnist-discriminator@improved-gan'));
  });

  test('of its generator, whose table counts a bias in front of each batch norm and a scale in it; the code has neither', () => {
    const { generatorUnits } = configOf('improved-28');
    const uncounted = 2 * generatorUnits.reduce((sum, units) => sum + units, 0);
    expect(weightsOf(sganGenerator(configOf('improved-28'))) + uncounted).toBe(publishedParameters('sgan-mnist-generator@improved-gan'));
  });

  test('of the networks of the released code for CIFAR-10, added up by hand', () => {
    const same = (from: number, to: number, taps = 9): number => taps * from * to + to;
    const classifier =
      same(3, 96) + 2 * same(96, 96) + same(96, 192) + 2 * same(192, 192) + same(192, 192) + 2 * same(192, 192, 1) + same(192, 10, 1);
    const generator = same(100, 8192, 1) + same(512, 256, 25) + same(256, 128, 25) + same(128, 3, 25);
    expect(weightsOf(sganClassifier(configOf('improved-32')))).toBe(classifier);
    expect(weightsOf(sganGenerator(configOf('improved-32')))).toBe(generator);
  });

  test('a class of fakes is one answer more', () => {
    const config: Partial<SganConfig> = { classifierUnits: [4] };
    const more = weightsOf(sganClassifier({ ...config, form: 'fakeClass' })) - weightsOf(sganClassifier(config));
    expect(more).toBe(5);
  });
});
