import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LabelledBatch, randomStream, type StepContext } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { disposeReport } from '../testing/run';
import { type SnganConfig, snganConfig } from './config';
import { snganDiscriminator } from './discriminator';
import { snganGenerator } from './generator';
import { projectionCgan, projectionCganConfig } from './projectionCgan';
import { sngan } from './sngan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Config = Partial<SnganConfig>;
const tiny: Config = {
  ...{ resolution: 16, imageChannels: 1, latentSize: 3, generatorChannels: [4, 3, 2], discriminatorChannels: [2, 4], halvings: 1 },
  ...{ discriminatorSteps: 2, seed: 1 },
};

/** The shapes of what a network's outermost layers give, one after the other. */
function sizesOf(model: LayersModel): string[] {
  const shapes = model.layers.filter(({ name }) => !name.includes('/') || name.endsWith('/sum'));
  const sizes = shapes.map(({ outputShape }) => (outputShape as number[]).slice(1).join('x'));
  model.dispose();
  return sizes.filter((size, i) => size !== sizes[i - 1]);
}

function contextOf(batchSize = 2): StepContext<LabelledBatch> & { readonly drawn: Tensor[] } {
  const drawn: Tensor[] = [];
  const next = (): Promise<LabelledBatch> => {
    const images = randomStream(drawn.length).uniform([batchSize, 16, 16, 1], { low: -1 }) as Tensor4D;
    drawn.push(images);
    return Promise.resolve({ images, labels: tf.tensor1d(Array<number>(batchSize).fill(1), 'int32') });
  };
  return { drawn, next, random: randomStream(4), step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } };
}

describe('topology', () => {
  const narrow: Config = { latentSize: 9, generatorChannels: [8, 7, 6, 5], discriminatorChannels: [3, 4, 5, 6] };
  test.each<[Config, string[], string[]]>([
    [
      { ...narrow, halvings: 2 },
      ['9', '128', '8x8x7', '16x16x6', '32x32x5', '32x32x3'],
      ['32x32x3', '16x16x3', '8x8x4', '8x8x5', '8x8x6', '6', '1'],
    ],
    [
      { ...narrow, networks: 'convolution', resolution: 48 },
      ['9', '288', '6x6x8', '12x12x7', '24x24x6', '48x48x5', '48x48x3'],
      ['48x48x3', '24x24x3', '24x24x4', '12x12x4', '12x12x5', '6x6x5', '6x6x6', '1'],
    ],
  ])('of %j', (config, generator, discriminator) => {
    expect(sizesOf(snganGenerator(config))).toEqual(generator);
    expect(sizesOf(snganDiscriminator(config))).toEqual(discriminator);
  });

  test('first weights: Glorot with gain √2 in residual convolutions and 1 in shortcuts, or N(0, 0.02)', () => {
    const deviationOf = (config: Config, name: string): number => {
      const net = network(snganDiscriminator({ ...config, generatorChannels: [4, 4, 4], resolution: 16 }));
      const { variance } = tf.moments(net.trainable.find((variable) => variable.name === `discriminator/${name}`)!);
      net.dispose();
      return Math.sqrt(variance.dataSync()[0] ?? NaN);
    };
    const [residual, convolution]: Config[] = [
      { discriminatorChannels: [24, 24] },
      { networks: 'convolution', discriminatorChannels: [24, 24] },
    ];
    const glorot = (gain: number, taps: number): number => gain * Math.sqrt(2 / (taps * 48));
    expect(deviationOf(residual!, 'block2/conv1/kernel')).toBeCloseTo(glorot(Math.SQRT2, 9), 2);
    expect(deviationOf(residual!, 'block2/shortcut/conv/kernel')).toBeCloseTo(glorot(1, 1), 1);
    expect(deviationOf(convolution!, 'same2/kernel')).toBeCloseTo(0.02, 3);
  });

  test('classes give the generator rows of scales, and the discriminator a table', () => {
    const shapesOf = (model: LayersModel): Record<string, readonly number[]> => {
      const { trainable, dispose } = network(model);
      const shapes = Object.fromEntries(trainable.map(({ name, shape }) => [name, shape]));
      dispose();
      return shapes;
    };
    const config = { ...tiny, classes: 5 };
    expect(shapesOf(snganGenerator(config))['generator/block1/classConditionalBatchNorm1/scale']).toEqual([5, 4]);
    expect(shapesOf(snganGenerator(config))['generator/image/norm/scale']).toEqual([2]);
    expect(shapesOf(snganDiscriminator(config))['discriminator/logit/table']).toEqual([5, 4]);
  });
});

describe('configurations', () => {
  test('have the channels of the papers by resolution', () => {
    expect(snganConfig()).toMatchObject({
      generatorChannels: [256, 256, 256, 256],
      discriminatorChannels: [128, 128, 128, 128],
      halvings: 2,
    });
    expect(snganConfig({ resolution: 28 }).generatorChannels).toEqual([256, 256, 256]);
    expect(snganConfig({ resolution: 48 })).toMatchObject({
      ...{ generatorChannels: [512, 256, 128, 64], discriminatorChannels: [64, 128, 256, 512, 1024], halvings: 4 },
    });
    expect(snganConfig({ resolution: 64 }).halvings).toBe(5);
    expect(snganConfig({ resolution: 128 })).toMatchObject({
      ...{ generatorChannels: [1024, 1024, 512, 256, 128, 64], discriminatorChannels: [64, 128, 256, 512, 1024, 1024], halvings: 5 },
    });
    expect(snganConfig({ networks: 'convolution' })).toMatchObject({
      ...{ generatorChannels: [512, 256, 128, 64], discriminatorChannels: [64, 128, 256, 512], halvings: 3, logitBias: true },
    });
  });

  test.each<[object, string]>([
    [{ networks: 'mlp' }, `networks must be 'resnet' or 'convolution'. Got "mlp".`],
    [{ resolution: 30 }, 'sngan: resolution must be a multiple of 4, at least 16. Got 30.'],
    [{ resolution: '32' }, 'resolution must be a number. Got "32".'],
    [{ generatorChannels: [8] }, 'generatorChannels must be a list of two or more positive integers. Got [8].'],
    [{ generatorChannels: 8 }, 'generatorChannels must be a object. Got 8.'],
    [{ discriminatorChannels: [8, 0] }, 'discriminatorChannels must be a list'],
    [{ resolution: 20, generatorChannels: [8, 8, 8, 8] }, 'generatorChannels has 3 doublings, and 20 pixels cannot be halved as often.'],
    [{ halvings: 5 }, 'halvings must be an integer from 1 to 4 for 4 discriminatorChannels. Got 5.'],
    [{ networks: 'convolution', halvings: 2 }, 'halvings must be 3 for 4 discriminatorChannels. Got 2.'],
    [{ resolution: 28, halvings: 3 }, '28 pixels cannot be halved 3 times.'],
    [{ latentSize: 0 }, 'latentSize must be an integer >= 1. Got 0.'],
    [{ loss: 'wasserstein' }, `loss must be 'hinge' or 'nonSaturating'. Got "wasserstein".`],
    [{ width: 3 }, `'width' is no option.`],
  ])('%j is refused', (config, message) => {
    expect(() => snganConfig(config as Config)).toThrow(message);
  });

  test('say which system is for classes', () => {
    expect(() => sngan({ classes: 3 })).toThrow(
      'sngan: classes must be 0. Got 3. For images with a class each use projectionCgan({ classes: 3 }).',
    );
    expect(() => projectionCganConfig({ classes: 0 })).toThrow('projection-cgan: classes must be an integer >= 1. Got 0.');
    expect(projectionCganConfig()).toMatchObject({ classes: 10, resolution: 32 });
  });
});

describe('a round', () => {
  test('draws a batch for each update of the discriminator, and makes so many batches of fakes for the generator', async () => {
    const system = sngan(tiny);
    const seen: number[] = [];
    const augment = (images: Tensor4D): Tensor4D => (seen.push(images.shape[0]), images);
    const context = contextOf();
    disposeReport(await system.step({ ...context, augment }));
    expect(context.drawn).toHaveLength(2);
    expect(seen).toEqual([2, 2, 2, 2, 4]);
    expect([system.state.discriminator, system.state.generator].map((part) => part.toJson()['step'])).toEqual([2, 1]);
    system.dispose();
  });

  test('moves every u of the discriminator; sampling and judging in inference leave it, and it is saved', async () => {
    const system = sngan(tiny);
    const { discriminator } = system.networks;
    const vectors = (): number[][] => discriminator.statistics.filter(({ name }) => name.endsWith('/u')).map((u) => [...u.dataSync()]);
    const before = vectors();
    // Two blocks of three kernels each, as their resolution or channels change, and the head.
    expect(before).toHaveLength(7);
    disposeReport(await system.step(contextOf()));
    const after = vectors();
    after.forEach((u, i) => u.length > 1 && expect(u).not.toEqual(before[i]));
    tf.dispose(system.sample(2, { random: randomStream(1) }));
    tf.dispose(discriminator.apply(tf.zeros([1, 16, 16, 1]), { training: false }));
    expect(vectors()).toEqual(after);
    system.dispose();
  });

  test('every kernel of the discriminator has the spectral norm 1', () => {
    const net = network(snganDiscriminator({ ...tiny, networks: 'convolution', halvings: 1 }));
    const images = randomStream(3).normal([1, 16, 16, 1]);
    for (let call = 0; call < 30; call++) net.apply(images, { training: true }).dispose();
    const scores = net.apply(images, { training: false }).dataSync();
    // As long as u is right, ten times the kernels are the same function.
    for (const kernel of net.trainable.filter(({ name }) => name.endsWith('/kernel'))) kernel.assign(tf.mul(kernel, 10));
    net
      .apply(images, { training: false })
      .dataSync()
      .forEach((score, i) => expect(score).toBeCloseTo(scores[i]!, 4));
    net.dispose();
  });

  test('of the projection cGAN tells both networks the labels: the reals’ own, drawn ones for fakes', async () => {
    const system = projectionCgan({ ...tiny, classes: 4 });
    const told: number[][] = [];
    const { discriminator } = system.networks;
    const apply = discriminator.apply.bind(discriminator);
    Object.assign(discriminator, {
      apply: (inputs: Tensor[], call: Parameters<typeof apply>[1]) => {
        told.push([...inputs[1]!.dataSync()]);
        return apply(inputs, call);
      },
    });
    disposeReport(await system.step(contextOf(3)));
    expect(told.map((labels) => labels.length)).toEqual([3, 3, 3, 3, 6]);
    expect([told[0], told[2]]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(told.flat().every((label) => label >= 0 && label < 4)).toBe(true);
    system.dispose();
  });

  test('samples are of the classes that are asked for', () => {
    const system = projectionCgan({ ...tiny, classes: 3 });
    const { generator } = system.networks;
    for (const table of generator.trainable.filter(({ shape }) => shape[0] === 3 && shape.length === 2)) {
      table.assign(
        randomStream(9)
          .split(table.name)
          .normal([...table.shape]),
      );
    }
    const [asked, turns] = [
      system.sample({ labels: [2, 0, 1] }, { random: randomStream(2) }),
      system.sample(3, { random: randomStream(2) }),
    ];
    expect(asked.shape).toEqual([3, 16, 16, 1]);
    expect([...asked.dataSync()]).not.toEqual([...turns.dataSync()]);
    expect(() => system.sample({ labels: [3] }, { random: randomStream(2) })).toThrow('labels must be whole numbers from 0 to 2');
    system.dispose();
  });
});
