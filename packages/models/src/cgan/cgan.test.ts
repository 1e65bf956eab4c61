import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type AttributeBatch, type LabelledBatch, randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { systemContract } from '../testing/index';
import { cgan } from './cgan';
import { type CganConfig, cganConfig } from './config';
import { cganDiscriminator } from './discriminator';
import { cganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<CganConfig> = {
  ...{
    resolution: 3,
    latentSize: 2,
    latentUnits: 3,
    conditionUnits: 3,
    generatorUnits: [4],
    imageUnits: 3,
    discriminatorConditionUnits: 2,
  },
  ...{ jointUnits: [3], pieces: 2, jointPieces: 2, generatorDropout: 0.2, discriminatorDropout: 0.2, seed: 3 },
};
const images = (seed: number): Tensor4D => randomStream(seed).uniform([6, 3, 3, 1], { low: -1 }) as Tensor4D;
const labelled = (seed: number): LabelledBatch => ({ images: images(seed), labels: tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32') });
const tagged = (seed: number): AttributeBatch => ({
  ...{ images: images(seed), source: 0 },
  attributes: tf.tensor2d([1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 1], [6, 2]),
});

describe('contract', () => {
  const sampleShape = [3, 3, 1];
  const create = (config: object) => cgan(config);
  for (const { name, run } of systemContract('cgan of classes', { create, config: { ...tiny, classes: 3 }, batch: labelled, sampleShape }))
    test(name, run);
  const ofTags = (config: object) => cgan({ attributes: 2, ...config });
  for (const { name, run } of systemContract('cgan of tags', { create: ofTags, config: tiny, batch: tagged, sampleShape })) test(name, run);
});

describe('networks', () => {
  test('of the paper: a branch for each input, then both', () => {
    const named = (model: ReturnType<typeof cganGenerator>): string[] => {
      const names = model.layers.map(({ name, outputShape }) => `${name} ${(outputShape as number[]).slice(1).join('x')}`);
      model.dispose();
      return names.filter((name) => !/relu|dropout|maxout|half|tanh/i.test(name)).sort();
    };
    expect(named(cganGenerator())).toEqual([
      ...['condition 1000', 'hidden1 1200', 'image 784', 'image/reshape 28x28x1', 'join 1200', 'labels ', 'latents 100'],
      ...['latents/fromZero 100', 'latents/hidden 200'],
    ]);
    expect(named(cganDiscriminator())).toEqual([
      ...['condition 250', 'hidden1 960', 'images 28x28x1', 'join 290', 'labels ', 'logit 1', 'pixels/flatten 784'],
      ...['pixels/fromZero 784', 'pixels/hidden 1200'],
    ]);
  });

  test("a class's row is the dense layer of its one-hot vector", () => {
    const ofClasses = network<Tensor[]>(cganGenerator({ ...tiny, classes: 3 }));
    const ofVectors = network<Tensor[]>(cganGenerator({ ...tiny, attributes: 3 }));
    ofVectors.trainable.forEach((variable) => {
      const name = variable.name.replace('condition/kernel', 'condition/table');
      variable.assign(tf.clone(ofClasses.trainable.find((one) => one.name === name)!));
    });
    const [latents, labels] = [randomStream(1).normal([3, 2]), tf.tensor1d([2, 0, 1], 'int32')];
    const call = { training: false };
    const expected = ofClasses.apply([latents, labels], call).dataSync();
    expect(ofVectors.apply([latents, tf.cast(tf.oneHot(labels, 3), 'float32')], call).dataSync()).toEqual(expected);
    ofClasses.dispose();
    ofVectors.dispose();
  });

  test('layers that are left out let their input go on', () => {
    const generator = cganGenerator({ ...tiny, classes: 3, latentUnits: 0 });
    const discriminator = cganDiscriminator({ ...tiny, classes: 3, imageUnits: 0 });
    expect([generator, discriminator].map((model) => model.getLayer('join').outputShape)).toEqual([
      [null, 2 + 3],
      [null, 9 + 2],
    ]);
    generator.dispose();
    discriminator.dispose();
  });
});

describe('samples', () => {
  test('are of the classes in turn, or of those asked for', () => {
    const system = cgan({ ...tiny, classes: 3 });
    const draw = (request: Parameters<typeof system.sample>[0]): readonly number[] => [
      ...system.sample(request, { random: randomStream(1) }).dataSync(),
    ];
    expect(draw(4)).toEqual(draw({ labels: [0, 1, 2, 0] }));
    expect(draw({ labels: [1, 1] })).not.toEqual(draw({ labels: [1, 2] }));
    expect(() => draw({ labels: [3] })).toThrow('labels must be whole numbers from 0 to 2');
    system.dispose();
  });

  test('are of the tags asked for', () => {
    const system = cgan({ ...tiny, attributes: 2 });
    const attributes = tf.tensor2d([1, 1], [1, 2]);
    expect(system.sample({ attributes }, { random: randomStream(1) }).shape).toEqual([1, 3, 3, 1]);
    expect(attributes.isDisposed).toBe(false);
    system.dispose();
  });
});

describe('configuration', () => {
  test('attributes are in place of classes', () => {
    expect(cganConfig()).toMatchObject({ classes: 10, attributes: 0 });
    expect(cganConfig({ attributes: 4 })).toMatchObject({ classes: 0, attributes: 4 });
  });

  test.each([
    [{ classes: 0 }, 'cgan: one of classes and attributes must be above 0. Got 0 and 0. Set the other to 0.'],
    [{ classes: 3, attributes: 3 }, 'Got 3 and 3.'],
    [{ conditionUnits: 0 }, 'cgan: conditionUnits must be an integer >= 1. Got 0.'],
    [{ jointUnits: [] }, 'cgan: jointUnits must be a list of integers >= 1'],
    [{ generatorDropout: 1 }, 'cgan: generatorDropout must be in [0, 1)'],
    [{ output: 'linear' as never }, "cgan: output must be 'tanh' or 'sigmoid'"],
  ] as const)('%j is refused', (config, message) => {
    expect(() => cganConfig(config as Partial<CganConfig>)).toThrow(message);
  });
});
