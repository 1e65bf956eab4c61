import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ImageBatch, randomStream } from '@ganblocks/core';
import { pullingAway, reconstructionEnergy } from '@ganblocks/losses';
import { systemContract } from '../testing/index';
import { disposeReport, runStep } from '../testing/run';
import { type EbganConfig, ebganConfig } from './config';
import { ebgan } from './ebgan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<EbganConfig> = {
  ...{ resolution: 4, latentSize: 2, generatorLayers: 3, generatorUnits: 6, discriminatorLayers: 3, discriminatorUnits: 5, seed: 1 },
};
const convolution: Partial<EbganConfig> = {
  ...{ networks: 'convolution', resolution: 8, latentSize: 2, generatorWidth: 3, discriminatorWidth: 2, halvings: 2, seed: 1 },
};
const upsampling: Partial<EbganConfig> = {
  ...{
    networks: 'upsampling',
    resolution: 4,
    latentSize: 2,
    generatorWidth: 2,
    discriminatorWidth: 3,
    codeSize: 3,
    decoderOutput: 'linear',
  },
  seed: 1,
};

const batchOf =
  (size: number) =>
  (seed: number): ImageBatch => ({
    images: randomStream(seed).uniform([4, size, size, 1], { low: -1, high: 1 }) as Tensor4D,
  });
const valueOf = (x: Tensor | undefined): number => x?.dataSync()[0] ?? NaN;

describe('ebganConfig', () => {
  test('has the grid as its defaults', () => {
    expect(ebganConfig()).toMatchObject({ networks: 'dense', margin: 10, energy: 'length', pullingAwayWeight: 0.1, pretrainImages: 0 });
  });

  test.each([
    [{ networks: 'ladder' }, `networks must be 'dense' or 'convolution' or 'upsampling'. Got "ladder".`],
    [{ generatorLayers: 1 }, 'generatorLayers must be an integer >= 2. Got 1.'],
    [{ dropout: 1 }, 'dropout must be in [0, 1). Got 1.'],
    [{ margin: 0 }, 'margin must be in [5e-324, ∞). Got 0.'],
    [{ energy: 'absolute' }, `energy must be 'length' or 'square'. Got "absolute".`],
    [{ pretrainImages: -1 }, 'pretrainImages must be an integer >= 0. Got -1.'],
    [{ networks: 'convolution', resolution: 36 }, 'resolution must be 8, 16, 32, 64, … or 14, 28, 56, …. Got 36.'],
    [{ networks: 'convolution' }, 'resolution must be a multiple of 8, to be halved 3 times. Got 28. Use fewer halvings.'],
    [{ networks: 'upsampling', resolution: 30 }, 'resolution must be a multiple of 4. Got 30.'],
    [{ sizeG: 400 }, `'sizeG' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => ebganConfig(config as Partial<EbganConfig>)).toThrow(message);
  });
});

describe('ebgan', () => {
  test('a round draws a batch for each update of the discriminator, and pulls fakes apart by their codes', async () => {
    const system = ebgan({ ...tiny, discriminatorSteps: 2 });
    let drawn = 0;
    const report = await runStep(system, (seed) => ((drawn += 1), batchOf(4)(seed)), 0);
    expect(drawn).toBe(2);
    expect(Object.keys(report['discriminator']!)).toEqual(['adversarial']);
    expect(Object.keys(report['generator']!).sort()).toEqual(['adversarial', 'pullingAway']);
    expect(system.state.discriminator.toJson()['step']).toBe(2);
    expect(system.state.generator.toJson()['step']).toBe(1);
    disposeReport(report);
    system.dispose();
  });

  test('the pulling-away term is of the codes of the generator’s fakes, weighed', async () => {
    const reportOf = async (pullingAwayWeight: number): Promise<number> => {
      const system = ebgan({ ...tiny, pullingAwayWeight });
      const report = await runStep(system, batchOf(4), 0);
      const value = valueOf(report['generator']?.['pullingAway']);
      disposeReport(report);
      system.dispose();
      return value;
    };
    const [once, twice] = [await reportOf(0.1), await reportOf(0.2)];
    expect(once).toBeGreaterThan(0);
    expect(once).toBeLessThanOrEqual(0.1);
    expect(twice).toBeCloseTo(2 * once, 5);
    expect(await reportOf(0)).toBeNaN();
    expect(
      valueOf(
        pullingAway(
          tf.tensor2d([
            [1, 0],
            [3, 0],
          ]),
        ),
      ),
    ).toBeCloseTo(1);
  });

  test('pre-training is a phase of its own, in which the autoencoder alone learns to repeat reals', async () => {
    const system = ebgan({ ...tiny, pretrainImages: 40, discriminatorRate: 0.01 });
    expect(system.phases.map(({ name, images }) => [name, images])).toEqual([
      ['pretrain', 40],
      ['train', undefined],
    ]);
    const { images } = batchOf(4)(7);
    const before = [...system.networks.generator.trainable].map((variable) => Array.from(variable.dataSync()));
    const context = (step: number) => ({
      ...{ next: () => Promise.resolve({ images: tf.clone(images) }), random: randomStream(step), step, imagesSeen: 4 * step },
      phase: { name: 'pretrain', progress: 0 },
    });
    const energies: number[] = [];
    for (let step = 0; step < 20; step++) {
      const report = await system.step(context(step));
      expect(Object.keys(report)).toEqual(['discriminator']);
      energies.push(valueOf(report['discriminator']?.['pretraining']));
      disposeReport(report);
    }
    expect(energies.at(-1)).toBeLessThan(0.9 * energies[0]!);
    expect(system.networks.generator.trainable.map((variable) => Array.from(variable.dataSync()))).toEqual(before);
    system.dispose();
  });

  test('reconstructs images, and refuses those of another size', () => {
    const system = ebgan(tiny);
    const { images } = batchOf(4)(2);
    const before = tf.memory().numTensors;
    const repeated = system.reconstruct(images);
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(repeated.shape).toEqual([4, 4, 4, 1]);
    const { logits } = system.networks.discriminator.apply(images, { training: false });
    expect(Array.from(logits.dataSync())).toEqual(
      Array.from(tf.neg(reconstructionEnergy(images, repeated, { distance: 'length' })).dataSync()),
    );
    expect(() => system.reconstruct(tf.zeros([1, 5, 4, 1]))).toThrow(
      'ebgan: images to reconstruct must be [N, 4, 4, 1]. Got [1, 5, 4, 1].',
    );
    system.dispose();
  });

  test('a batch of one image has no pairs', async () => {
    const system = ebgan(tiny);
    const one = (): ImageBatch => ({ images: tf.zeros([1, 4, 4, 1]) });
    await expect(runStep(system, one, 0)).rejects.toThrow('pullingAway: codes must be [N, K] of two images or more.');
    system.dispose();
  });

  test('with a margin that all fakes are beyond, the discriminator learns from reals alone', async () => {
    const system = ebgan({ ...tiny, margin: 1e-6 });
    const report = await runStep(system, batchOf(4), 0);
    const value = valueOf(report['discriminator']?.['adversarial']);
    expect(value).toBeGreaterThan(1);
    disposeReport(report);
    system.dispose();
  });
});

// The fully connected form is in the registry, whose tests hold it to the contract.
for (const [form, config] of Object.entries({ convolution, upsampling })) {
  const size = Number(config.resolution);
  const options = { create: (given: object) => ebgan(given), config: { ...config }, batch: batchOf(size), sampleShape: [size, size, 1] };
  describe(form, () => {
    for (const check of systemContract('ebgan', options)) test(check.name, check.run);
  });
}
