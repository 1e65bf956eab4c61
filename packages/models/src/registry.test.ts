import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, randomStream, type SemiSupervisedBatch } from '@ganblocks/core';
import { createSystem, findPreset, systems } from './index';
import { systemContract } from './testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Of games where the bias of a score cancels; and the singular vectors of a score, which are one number, 1 or -1. */
const unmoved: Readonly<Record<string, readonly string[]>> = {
  'wgan-gp': ['critic/score/bias'],
  sngan: ['discriminator/logit/u'],
  'projection-cgan': ['discriminator/logit/u'],
  'rac-gan': ['discriminator/logit/bias'],
  'rc-gan': ['discriminator/logit/u'],
};

for (const [name, { create, configure, learns, example, presets, summary, paper }] of Object.entries(systems)) {
  const config = configure(example);
  const sampleShape = [config['resolution'], config['resolution'], config['imageChannels']].map(Number);
  const hasClasses = ['labelled images', 'images, some labelled'].includes(learns(config));
  const labelled = (seed: number): LabelledBatch => ({
    images: randomStream(seed).uniform([4, ...sampleShape], { low: -1, high: 1 }) as Tensor4D,
    labels: randomStream(seed)
      .split('labels')
      .integers(4, hasClasses ? Number(config['classes']) : 1),
  });
  const batch = (seed: number): LabelledBatch & SemiSupervisedBatch => ({ ...labelled(seed), labelled: labelled(seed + 50) });
  describe(name, () => {
    for (const check of systemContract(name, { create, config: example, batch, sampleShape, unmoved: unmoved[name] ?? [] }))
      test(check.name, check.run);

    test('says what it is', () => {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(paper.url).toMatch(/^https:/);
    });

    test('configures without building, as it is built', () => {
      const before = tf.memory().numTensors;
      const config = configure(example);
      expect(tf.memory().numTensors).toBe(before);
      const system = create(example);
      expect(system.config).toEqual(config);
      system.dispose();
    });

    test.each(Object.entries(presets))('preset %s is valid, plain data with a source', (_, { description, source, config, training }) => {
      expect(configure(config)).toMatchObject(config);
      expect([description, source].every((text) => text.length > 10)).toBe(true);
      expect(JSON.parse(JSON.stringify({ config, training }))).toEqual(training ? { config, training } : { config });
    });
  });
}

describe('createSystem', () => {
  test('builds by name and configuration', () => {
    const system = createSystem('dcgan', { ...systems['dcgan']?.example });
    expect(system.name).toBe('dcgan');
    expect(system.config['width']).toBe(2);
    system.dispose();
  });

  test('teaches', () => {
    expect(() => createSystem('dcgann')).toThrow(/^createSystem: there is no system 'dcgann'\. Use .*\bdcgan\b/);
    expect(() => createSystem('constructor')).toThrow('there is no system');
    expect(() => createSystem('dcgan', { learningrate: 1 })).toThrow("dcgan: 'learningrate' is no option. Use resolution,");
  });
});

describe('findPreset', () => {
  test('finds by system and name', () => {
    expect(findPreset('dcgan', 'first-light')).toBe(systems['dcgan']?.presets['first-light']);
  });

  test('teaches', () => {
    expect(() => findPreset('dcgann', 'x')).toThrow("findPreset: there is no system 'dcgann'. Use ");
    expect(() => findPreset('dcgan', 'toString')).toThrow("findPreset: dcgan has no preset 'toString'. Use paper-64, ");
  });
});
