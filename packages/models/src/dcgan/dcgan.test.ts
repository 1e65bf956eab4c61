import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream, type StepContext, type ImageBatch } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { type DcganConfig, dcganConfig } from './config';
import { dcgan } from './dcgan';
import { dcganDiscriminator } from './discriminator';
import { dcganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The shapes of a network's activations. */
function outputsOf(model: LayersModel): string[] {
  const shapes = model.layers.filter(({ name }) => !name.includes('/')).map(({ outputShape }) => outputShape.slice(1).join('x'));
  model.dispose();
  return shapes;
}

describe('topology', () => {
  test.each([
    [
      { width: 4 },
      ['100', '4x4x32', '8x8x16', '16x16x8', '32x32x4', '64x64x3'],
      ['64x64x3', '32x32x4', '16x16x8', '8x8x16', '4x4x32', '1x1x1'],
    ],
    [
      { resolution: 128, width: 2, latentSize: 5 },
      ['5', '4x4x32', '8x8x16', '16x16x8', '32x32x4', '64x64x2', '128x128x3'],
      ['128x128x3', '64x64x2', '32x32x4', '16x16x8', '8x8x16', '4x4x32', '1x1x1'],
    ],
    [{ resolution: 28, imageChannels: 1, latentSize: 64 }, ['64', '6272', '14x14x64', '28x28x1'], ['28x28x1', '14x14x64', '7x7x128', '1']],
    [
      { resolution: 28, imageChannels: 1, latentSize: 16, hiddenUnits: 256, width: 32 },
      ['16', '256', '3136', '14x14x32', '28x28x1'],
      ['28x28x1', '14x14x32', '7x7x64', '256', '1'],
    ],
    [{ resolution: 32, width: 4 }, ['100', '4x4x16', '8x8x8', '16x16x4', '32x32x3'], ['32x32x3', '16x16x4', '8x8x8', '4x4x16', '1x1x1']],
    [
      { resolution: 128, width: 2 },
      ['100', '4x4x32', '8x8x16', '16x16x8', '32x32x4', '64x64x2', '128x128x3'],
      ['128x128x3', '64x64x2', '32x32x4', '16x16x8', '8x8x16', '4x4x32', '1x1x1'],
    ],
    [{ resolution: 16, width: 8, kernelSize: 5 }, ['100', '4x4x16', '8x8x8', '16x16x3'], ['16x16x3', '8x8x8', '4x4x16', '1x1x1']],
  ])('of %j', (config: Partial<DcganConfig>, generator, discriminator) => {
    expect(outputsOf(dcganGenerator(config))).toEqual(generator);
    expect(outputsOf(dcganDiscriminator(config))).toEqual(discriminator);
  });

  test('images of 128 go through both networks', () => {
    const config = { resolution: 128, width: 1, latentSize: 2 };
    const [generator, discriminator] = [network(dcganGenerator(config)), network(dcganDiscriminator(config))];
    const call = { training: true, random: randomStream(1) };
    const images = generator.apply(randomStream(2).normal([2, 2]), call);
    expect(images.shape).toEqual([2, 128, 128, 3]);
    expect(discriminator.apply(images, call).shape).toEqual([2, 1]);
    generator.dispose();
    discriminator.dispose();
  });

  test('layers are named by path, batch norm missing at the image', () => {
    const names = (model: LayersModel): string[] => model.layers.slice(1).map(({ name }) => name);
    expect(names(dcganGenerator({ resolution: 16, width: 2 }))).toEqual([
      'project/reshape',
      'project',
      'project/norm',
      'project/relu',
      'up1',
      'up1/norm',
      'up1/relu',
      'image',
      'image/tanh',
    ]);
    expect(names(dcganDiscriminator({ resolution: 16, width: 2 }))).toEqual([
      'down1',
      'down1/leakyRelu',
      'down2',
      'down2/norm',
      'down2/leakyRelu',
      'logit',
      'logit/flatten',
    ]);
  });

  test('weights begin as N(0, 0.02), scales as N(1, 0.02)', () => {
    const net = network(dcganGenerator({ resolution: 28, width: 16, latentSize: 16 }));
    const momentsOf = (name: string): number[] => {
      const { mean, variance } = tf.moments(net.trainable.find((variable) => variable.name === name) as Tensor);
      return [mean.dataSync()[0] ?? NaN, Math.sqrt(variance.dataSync()[0] ?? NaN)];
    };
    const [mean = NaN, deviation = NaN] = momentsOf('generator/project/kernel');
    expect(mean).toBeCloseTo(0, 3);
    expect(deviation).toBeCloseTo(0.02, 3);
    expect(momentsOf('generator/project/norm/scale')[0]).toBeCloseTo(1, 1);
    net.dispose();
  });
});

describe('dcganConfig', () => {
  test('fills in defaults', () => {
    expect(dcganConfig()).toMatchObject({
      resolution: 64,
      latentSize: 100,
      projection: 'convolution',
      learningRate: 2e-4,
      beta1: 0.5,
      beta2: 0.999,
      useBias: false,
    });
    expect(dcganConfig({ resolution: 28 }).projection).toBe('dense');
  });

  test.each([
    [{ resolution: 48 }, 'resolution must be 16, 32, 64, … or 28, 56, …. Got 48.'],
    [{ resolution: 8 }, 'Got 8.'],
    [{ width: 0 }, 'width must be an integer >= 1. Got 0.'],
    [{ latents: 'gaussian' }, `latents must be 'normal' or 'uniform'. Got "gaussian".`],
    [{ useBias: 1 }, 'useBias must be a boolean. Got 1.'],
    [{ hiddenUnits: 8 }, "hiddenUnits needs projection 'dense'. Got 8 with 'convolution'."],
    [{ nz: 100 }, `'nz' is no option.`],
  ])('refuses %j', (config, message) => {
    expect(() => dcganConfig(config as Partial<DcganConfig>)).toThrow(message);
  });
});

describe('dcgan', () => {
  const tiny: Partial<DcganConfig> = { resolution: 16, imageChannels: 1, latentSize: 2, width: 1, seed: 1 };
  const contextOf = (images: Tensor4D): StepContext<ImageBatch> & { drawn: number } => {
    const context = {
      drawn: 0,
      next: () => Promise.resolve({ images }),
      random: randomStream(4),
      step: 0,
      imagesSeen: 0,
      phase: { name: 'train', progress: 0 },
    };
    context.next = () => {
      context.drawn += 1;
      return Promise.resolve({ images });
    };
    return context;
  };

  test('draws uniform latents in [-1, 1) when it is told to', () => {
    const shapes: number[][] = [];
    const random = {
      ...randomStream(1),
      uniform: (shape: readonly number[], range?: object) => (
        shapes.push([...shape]),
        expect(range).toEqual({ low: -1, high: 1 }),
        tf.zeros([...shape])
      ),
    };
    const system = dcgan({ ...tiny, latents: 'uniform' });
    expect(system.sample(2, { random }).shape).toEqual([2, 16, 16, 1]);
    expect(shapes).toEqual([[2, 2]]);
    system.dispose();
  });

  test('a round draws one batch, and as many generator updates as it is told to', async () => {
    const images = randomStream(2).uniform([2, 16, 16, 1], { low: -1, high: 1 }) as Tensor4D;
    const system = dcgan({ ...tiny, generatorSteps: 2 });
    const context = contextOf(images);
    const report = await system.step(context);
    expect(context.drawn).toBe(1);
    expect(Object.keys(report)).toEqual(['discriminator', 'generator']);
    expect(system.state.generator.toJson()['step']).toBe(2);
    expect(system.state.discriminator.toJson()['step']).toBe(1);
    expect(report['discriminator']?.['adversarial']?.dataSync()[0]).toBeCloseTo(2 * Math.LN2, 0);
    system.dispose();
  });

  test('augments reals and fakes before the discriminator', async () => {
    const images = tf.zeros<tf.Rank.R4>([2, 16, 16, 1]);
    const seen: number[] = [];
    const augment = (x: Tensor4D): Tensor4D => {
      seen.push(x.shape[0]);
      return tf.mul(x, 0.5);
    };
    const system = dcgan(tiny);
    await system.step({ ...contextOf(images), augment });
    expect(seen).toEqual([2, 2, 2]);
    system.dispose();
  });

  test('refuses images of another size', async () => {
    const system = dcgan(tiny);
    await expect(system.step(contextOf(tf.zeros([2, 16, 16, 3])))).rejects.toThrow(
      'dcgan: images must be [N, 16, 16, 1]. Got [2, 16, 16, 3].',
    );
    system.dispose();
  });
});
