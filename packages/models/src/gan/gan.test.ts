import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { systemContract } from '../testing/index';
import { disposeReport, runStep } from '../testing/run';
import { biasFromMarginals } from './biasFromMarginals';
import { type GanConfig, ganConfig } from './config';
import { momentumAt } from './descent';
import { ganDiscriminator } from './discriminator';
import { gan } from './gan';
import { ganGenerator } from './generator';
import { ganPresets } from './presets';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The original in small. */
const original: Partial<GanConfig> = {
  ...(ganPresets['paper-mnist']!.config as Partial<GanConfig>),
  ...{ resolution: 3, latentSize: 2, generatorUnits: [5, 4], discriminatorUnits: [4, 3], pieces: 2, seed: 3 },
};
const images = (seed: number, size = 3): Tensor4D => randomStream(seed).uniform([4, size, size, 1], { low: -1 }) as Tensor4D;

/** Names and shapes of a network's layers. */
function layersOf(model: LayersModel): string[] {
  const all = model.layers.slice(1).map(({ name, outputShape }) => `${name} ${outputShape.slice(1).join('x')}`);
  model.dispose();
  return all;
}

describe('topology', () => {
  test('of the original', () => {
    const config: Partial<GanConfig> = {
      ...original,
      resolution: 28,
      generatorUnits: [1200, 1200],
      discriminatorUnits: [240, 240],
      pieces: 5,
    };
    expect(layersOf(ganGenerator(config))).toEqual([
      ...['latents/scale 2', 'hidden1 1200', 'hidden1/relu 1200', 'hidden2 1200', 'hidden2/relu 1200'],
      ...['image 784', 'image/half 784', 'image/tanh 784', 'image/reshape 28x28x1'],
    ]);
    expect(layersOf(ganDiscriminator(config))).toEqual([
      ...['pixels/flatten 784', 'pixels/fromZero 784', 'pixels/dropout 784', 'hidden1 1200', 'hidden1/maxout 240', 'hidden1/dropout 240'],
      ...['hidden2 1200', 'hidden2/maxout 240', 'hidden2/dropout 240', 'logit 1'],
    ]);
  });

  test('of the modern form: batch norm but in the first layer', () => {
    expect(layersOf(ganGenerator({ generatorUnits: [8, 6], resolution: 2 }))).toEqual([
      ...['hidden1 8', 'hidden1/leakyRelu 8', 'hidden2 6', 'hidden2/norm 6', 'hidden2/leakyRelu 6'],
      ...['image 4', 'image/tanh 4', 'image/reshape 2x2x1'],
    ]);
    expect(layersOf(ganDiscriminator({ discriminatorUnits: [8], resolution: 2 }))).toEqual([
      ...['pixels/flatten 4', 'hidden1 8', 'hidden1/leakyRelu 8', 'logit 1'],
    ]);
  });

  test('of points: no activation at the end', () => {
    const config: Partial<GanConfig> = { resolution: 1, imageChannels: 2, output: 'linear', generatorUnits: [8], generatorNorm: false };
    expect(layersOf(ganGenerator(config)).slice(-2)).toEqual(['image 2', 'image/reshape 1x1x2']);
  });
});

describe('networks', () => {
  test('the first weights lie in their bounds, √3 spreads the latents', () => {
    const [generator, discriminator] = [network(ganGenerator(original)), network(ganDiscriminator(original))];
    const largest = (net: typeof generator, name: string): number =>
      tf.tidy(() => tf.max(tf.abs(net.trainable.find((one) => one.name.endsWith(name))!)).dataSync()[0]!);
    expect(largest(generator, 'hidden1/kernel')).toBeLessThan(0.05);
    expect(largest(generator, 'hidden1/kernel')).toBeGreaterThan(0.03);
    expect(largest(discriminator, 'hidden1/kernel')).toBeLessThan(0.005);
    expect(generator.model.getLayer('latents/scale').getConfig()['factor']).toBe(Math.sqrt(3));
    for (const net of [generator, discriminator]) net.dispose();
  });

  test('the discriminator drops pixels to black, and keeps all in inference', () => {
    const net = network(ganDiscriminator({ ...original, hiddenDropout: 0 }));
    const black = tf.fill([1, 3, 3, 1], -1);
    const [bias] = net.trainable.filter(({ name }) => name.endsWith('hidden1/bias'));
    bias!.assign(tf.range(0, bias!.size));
    const scores = [true, false].map((training) => net.apply(black, { training, random: randomStream(1) }).dataSync()[0]);
    expect(scores[0]).toBe(scores[1]);
    net.dispose();
  });
});

describe('momentum', () => {
  test('grows in a line, then stays', () => {
    const at = momentumAt({ momentum: 0.5, finalMomentum: 0.7, momentumUpdates: 100 });
    expect([1, 51, 101, 1000].map(at).map((value) => Math.round(1e9 * value) / 1e9)).toEqual([0.5, 0.6, 0.7, 0.7]);
  });
});

describe('a round', () => {
  for (const { name, run } of systemContract('the original gan', {
    create: (config) => gan(config),
    // As small weights as the paper's, in so narrow a network, would move others by less than float32 tells.
    config: { ...original, discriminatorBound: 0.5 },
    batch: (seed) => ({ images: images(seed) }),
    sampleShape: [3, 3, 1],
  }))
    test(name, run);

  test('draws k batches, for k updates of the discriminator and one of the generator', async () => {
    const system = gan({ ...original, discriminatorSteps: 3 });
    let drawn = 0;
    disposeReport(await runStep(system, (seed) => ((drawn += 1), { images: images(seed) }), 0));
    expect(drawn).toBe(3);
    expect([system.state.discriminator, system.state.generator].map((part) => part.toJson()['step'])).toEqual([3, 1]);
    system.dispose();
  });

  test('the first gives the output biases the pixels of its reals', async () => {
    const system = gan({ ...original, learningRate: 0 });
    const bias = system.networks.generator.trainable.find(({ name }) => name === 'generator/image/bias')!;
    expect(bias.dataSync()).toEqual(new Float32Array(9));
    const batch = (seed: number) => ({ images: images(seed) });
    disposeReport(await runStep(system, batch, 0));
    const mean = tf.tidy(() => tf.div(tf.add(tf.sum(tf.div(tf.add(images(0), 1), 2), 0), 0.5), 5).dataSync());
    const begun = [...bias.dataSync()];
    begun.forEach((value, i) => expect(1 / (1 + Math.exp(-value))).toBeCloseTo(mean[i]!, 5));
    disposeReport(await runStep(system, batch, 1));
    expect([...bias.dataSync()]).toEqual(begun);
    system.dispose();
  });

  test('pixels that are black in all of a batch stay where something can move them', () => {
    const bias = tf.variable(tf.zeros([1]));
    biasFromMarginals(bias, tf.fill([99, 1, 1, 1], -1));
    expect(bias.dataSync()[0]).toBeCloseTo(Math.log(0.005 / 0.995), 5);
    bias.dispose();
  });
});

describe('configuration', () => {
  test.each([
    [{ generatorUnits: [] }, 'gan: generatorUnits must be a list of integers >= 1, one a layer. Got []. Use [256] for one layer.'],
    [{ discriminatorUnits: [0] }, 'gan: discriminatorUnits must be a list'],
    [{ generatorUnits: null as never }, 'gan: generatorUnits must be a list'],
    [
      { generatorActivations: ['relu', 'relu'] },
      "gan: generatorActivations must be a list of 'relu' or 'leakyRelu' or 'sigmoid': 4, or one for all.",
    ],
    [{ output: 'softmax' as never }, "gan: output must be 'tanh' or 'sigmoid' or 'linear'"],
    [{ biasFromReals: true }, "gan: output must be 'sigmoid'. Got"],
    [{ hiddenDropout: 1 }, 'gan: hiddenDropout must be in [0, 1). Got 1.'],
    [{ generatorBound: -1 }, 'gan: generatorBound must be in [0, ∞). Got -1.'],
    [{ momentum: 1 }, 'gan: momentum must be in [0, 1). Got 1.'],
    [{ optimizer: 'rmsprop' as never }, "gan: optimizer must be 'adam' or 'sgd'"],
    [{ discriminatorSteps: 0 }, 'gan: discriminatorSteps must be an integer >= 1. Got 0.'],
  ] as const)('%j is refused', (config, message) => {
    expect(() => ganConfig(config as Partial<GanConfig>)).toThrow(message);
  });
});
