import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, randomStream } from '@ganblocks/core';
import { disposeReport, runStep } from '../testing/run';
import { type LapganConfig, lapganConfig } from './config';
import { lapganLevelDiscriminator } from './discriminator';
import { lapganLevelGenerator } from './generator';
import { lapgan, type LapganSystem } from './lapgan';
import { realsOf } from './level';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny = {
  ...{ resolution: 12, coarseSizes: [4, 9], levelImages: [8, 12], imageChannels: 1, latentSize: 3 },
  ...{ generatorUnits: 4, discriminatorUnits: 6, widths: [5, 5], dropoutRate: 0.1, seed: 3 },
};
const batch = (seed: number): LabelledBatch => ({
  images: randomStream(seed).uniform([4, 12, 12, 1], { low: -1 }) as Tensor4D,
  labels: tf.tensor1d([0, 1, 2, 1], 'int32'),
});
const valuesOf = (system: LapganSystem): Record<string, number[][]> =>
  Object.fromEntries(Object.entries(system.networks).map(([name, { trainable }]) => [name, trainable.map((x) => [...x.dataSync()])]));
const shapesOf = (model: LayersModel): string[] => [...model.inputs, ...model.outputs].map(({ shape }) => shape.slice(1).join('x'));

describe('topology', () => {
  const config = { resolution: 28, coarseSizes: [8, 14], classes: 10, widths: [4, 4], generatorUnits: 6, discriminatorUnits: 5 };
  test.each([
    [0, ['100', '10', '8x8x3'], ['8x8x3', '10', '1']],
    [1, ['14x14x1', '14x14x3', '10', '14x14x3'], ['14x14x3', '14x14x3', '10', '1']],
    [2, ['28x28x1', '28x28x3', '10', '28x28x3'], ['28x28x3', '28x28x3', '10', '1']],
  ])('of level %i with classes', (level, generator, discriminator) => {
    expect(shapesOf(lapganLevelGenerator(config, level))).toEqual(generator);
    expect(shapesOf(lapganLevelDiscriminator(config, level))).toEqual(discriminator);
  });

  test('without classes there are no labels', () => {
    expect(shapesOf(lapganLevelGenerator({ ...config, classes: 0 }, 0))).toEqual(['100', '8x8x3']);
    expect(shapesOf(lapganLevelDiscriminator({ ...config, classes: 0 }, 2))).toEqual(['28x28x3', '28x28x3', '1']);
  });

  test('batch norm stands in the coarsest generator alone', () => {
    const normed = (model: LayersModel): string[] => model.layers.map(({ name }) => name).filter((name) => name.endsWith('/norm'));
    const all = [0, 1, 2].flatMap((level) =>
      [lapganLevelGenerator, lapganLevelDiscriminator].map((build) => build({ ...config, batchNorm: true }, level)),
    );
    expect(all.map(normed)).toEqual([['hidden1/norm', 'hidden2/norm'], [], [], [], [], []]);
  });
});

describe('lapganConfig', () => {
  test('fills in defaults', () => {
    expect(lapganConfig()).toMatchObject({
      resolution: 32,
      coarseSizes: [8, 16],
      levelImages: [20_000_000, 20_000_000],
      generatorRate: 0.02,
    });
    expect(lapganConfig({ resolution: 28 }).coarseSizes).toEqual([7, 14]);
    expect(lapganConfig({ coarseSizes: [] }).levelImages).toEqual([]);
  });

  test.each([
    [
      { coarseSizes: [16, 8] },
      'levels must grow from the coarsest to the resolution, those above the coarsest to 9 pixels at least. Got 16, 8, 32.',
    ],
    [{ coarseSizes: [4, 8] }, 'Got 4, 8, 32.'],
    [{ coarseSizes: 8 }, 'coarseSizes must be a list of whole numbers above 0. Got 8.'],
    [{ coarseSizes: [8, 0.5] }, 'coarseSizes must be a list of whole numbers above 0. Got [8,0.5].'],
    [{ levelImages: [10] }, 'levelImages must have a number for each of the 2 coarseSizes. Got 1.'],
    [{ widths: [64] }, 'widths must have a number for each of the 2 levels above the coarsest. Got 1.'],
    [{ latentSize: 0 }, 'latentSize must be an integer >= 1. Got 0.'],
    [{ optimizer: 'rmsprop' }, `optimizer must be 'sgd' or 'adam'. Got "rmsprop".`],
    [{ dropoutRate: 1 }, 'dropoutRate must be in [0, 1). Got 1.'],
    [{ momentumLimit: 0.3 }, 'momentumLimit must be in [0.5, 1). Got 0.3.'],
    [{ ngf: 64 }, `'ngf' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => lapganConfig(config as Partial<LapganConfig>)).toThrow(message);
  });

  test('refuses a level that is not there', () => {
    expect(() => lapganLevelGenerator({}, 3)).toThrow('lapgan: level must be a whole number from 0, the coarsest, to 2. Got 3.');
  });
});

describe('with classes', () => {
  test('samples are of the classes asked for, or of all in turn', () => {
    const system = lapgan({ ...tiny, classes: 3, seed: 1 });
    const sample = (request: number | { labels: number[] }): number[] => [
      ...system.sample(request, { random: randomStream(2) }).dataSync(),
    ];
    expect(sample(4)).toEqual(sample({ labels: [0, 1, 2, 0] }));
    expect(sample({ labels: [0, 1, 2, 1] })).not.toEqual(sample(4));
    expect(() => sample({ labels: [3] })).toThrow('labels must be whole numbers from 0 to 2');
    system.dispose();
  });
});

describe('a level', () => {
  test('sees the detail that the coarse image lacks', () => {
    const { images } = batch(1);
    const { real, coarse } = realsOf({ size: 12, below: 4 }, images);
    const whole = tf.add(real, coarse as Tensor).dataSync();
    images.dataSync().forEach((value, i) => expect(whole[i]).toBeCloseTo(value, 5));
    expect(realsOf({ size: 4, below: undefined }, images).coarse).toBeUndefined();
  });

  test('learns in its phase, and no other does', async () => {
    const system = lapgan(tiny);
    expect(system.phases).toEqual([{ name: '4x4', images: 8 }, { name: '9x9', images: 12 }, { name: '12x12' }]);
    for (const [step, size] of [4, 9, 12].entries()) {
      const before = valuesOf(system);
      const report = await runStep(system, batch, step);
      const own = [`discriminator${size}`, `generator${size}`];
      expect(Object.keys(report)).toEqual(own);
      expect(report[own[0]!]?.['adversarial']?.dataSync()[0]).toBeCloseTo(2 * Math.LN2, 0);
      const after = valuesOf(system);
      for (const name of Object.keys(before))
        expect(JSON.stringify(before[name]) === JSON.stringify(after[name])).toBe(!own.includes(name));
      disposeReport(report);
    }
    expect(Object.values(system.state).map((part) => part.toJson()['step'])).toEqual([1, 1, 1, 1, 1, 1]);
    system.dispose();
  });

  test('draws one batch a round', async () => {
    const system = lapgan(tiny);
    let drawn = 0;
    disposeReport(await runStep(system, (seed) => ((drawn += 1), batch(seed)), 1));
    expect(drawn).toBe(1);
    system.dispose();
  });

  test('learns from parts of a batch what it learns from the whole, but for what is drawn', async () => {
    const rounds = async (microBatchSize: number): Promise<number[][]> => {
      const system = lapgan({ ...tiny, dropoutRate: 0 });
      const random = randomStream(1);
      const context = {
        next: () => Promise.resolve(batch(5)),
        random,
        step: 0,
        imagesSeen: 0,
        phase: { name: '12x12', progress: 0 },
        microBatchSize,
      };
      disposeReport(await system.step(context));
      const values = valuesOf(system)['generator12']!;
      system.dispose();
      return values;
    };
    const [whole, parts] = [await rounds(4), await rounds(3)];
    whole.flat().forEach((value, i) => expect(parts.flat()[i]).toBeCloseTo(value, 5));
  });
});

describe('lapgan', () => {
  test('a sample goes through all levels and is clipped', () => {
    const system = lapgan(tiny);
    const { generator4, generator9, generator12 } = system.networks;
    const bias = (name: string) => (net: typeof generator4, value: number) => {
      for (const x of net?.trainable ?? []) x.assign(tf.fill(x.shape, x.name.endsWith(name) ? value : 0));
    };
    bias('image/bias')(generator4, 0.5);
    bias('detail/bias')(generator9, 0.25);
    bias('detail/bias')(generator12, -0.5);
    const mean = (): number => tf.mean(system.sample(2, { random: randomStream(1) })).dataSync()[0] ?? NaN;
    expect(mean()).toBeCloseTo(0.25, 5);
    bias('detail/bias')(generator12, 3);
    expect(mean()).toBe(1);
    system.dispose();
  });

  test('teaches', async () => {
    const [plain, conditional] = [lapgan(tiny), lapgan({ ...tiny, classes: 3 })];
    const wide = { images: tf.zeros<tf.Rank.R4>([2, 12, 12, 3]) };
    const context = {
      next: () => Promise.resolve(wide),
      random: randomStream(1),
      step: 0,
      imagesSeen: 0,
      phase: { name: '9x9', progress: 0 },
    };
    await expect(plain.step(context)).rejects.toThrow('lapgan: images must be [N, 12, 12, 1]. Got [2, 12, 12, 3].');
    await expect(plain.step({ ...context, phase: { name: 'train', progress: 0 } })).rejects.toThrow(
      "of a level, 4x4, 9x9, 12x12. Got 'train'.",
    );
    await expect(plain.step({ ...context, augment: (x) => x })).rejects.toThrow('cannot be augmented together');
    const unlabelled = { images: batch(1).images };
    await expect(conditional.step({ ...context, next: () => Promise.resolve(unlabelled) })).rejects.toThrow(
      'with 3 classes, batches must have labels',
    );
    expect(() => plain.sample(0, { random: randomStream(1) })).toThrow('the number of samples must be an integer >= 1. Got 0.');
    expect(() => plain.sample({ labels: [1] }, { random: randomStream(1) })).toThrow('lapgan: samples of classes need classes.');
    plain.dispose();
    conditional.dispose();
  });
});
