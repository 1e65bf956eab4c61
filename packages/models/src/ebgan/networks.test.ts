import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { energyMargin, reconstructionEnergy } from '@ganblocks/losses';
import type { EbganConfig } from './config';
import { ebganDiscriminator } from './discriminator';
import { energyNetwork, onNegatives } from './energies';
import { ebganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tiny: Partial<EbganConfig> = {
  ...{ resolution: 4, latentSize: 2, generatorLayers: 3, generatorUnits: 6, discriminatorLayers: 3, discriminatorUnits: 5, seed: 1 },
};
const convolution: Partial<EbganConfig> = {
  ...{ networks: 'convolution', resolution: 8, latentSize: 2, generatorWidth: 3, discriminatorWidth: 2, halvings: 2, seed: 1 },
};

/** The shapes of a network's activations, of layers that hold weights. */
function shapesOf(model: LayersModel): string[] {
  const shapes = model.layers
    .filter(({ name, weights }) => weights.length > 0 && !/norm/i.test(name))
    .map(({ outputShape }) => outputShape.slice(1).join('x'));
  model.dispose();
  return shapes;
}

describe('topology', () => {
  test.each([
    [{ generatorUnits: 16, discriminatorUnits: 10 }, ['16', '16', '16', '16', '784'], ['10', '784']],
    [{ generatorLayers: 2, generatorUnits: 16, discriminatorLayers: 5, discriminatorUnits: 8 }, ['16', '784'], ['8', '8', '8', '8', '784']],
    [
      { networks: 'convolution', resolution: 64, imageChannels: 3, generatorWidth: 2, discriminatorWidth: 2 },
      ['256', '8x8x8', '16x16x4', '32x32x2', '64x64x3'],
      ['32x32x2', '16x16x4', '8x8x8', '16x16x4', '32x32x2', '64x64x3'],
    ],
    [
      { networks: 'convolution', generatorWidth: 2, discriminatorWidth: 3, halvings: 2 },
      ['196', '14x14x2', '28x28x1'],
      ['14x14x3', '7x7x6', '14x14x3', '28x28x1'],
    ],
    [
      { networks: 'upsampling', resolution: 16, generatorWidth: 2, discriminatorWidth: 3, codeSize: 5 },
      ['64', '8x8x4', '16x16x2', '16x16x1'],
      ['8x8x3', '5', '192', '16x16x1'],
    ],
  ])('of %j', (config, generator, discriminator) => {
    expect(shapesOf(ebganGenerator(config as Partial<EbganConfig>))).toEqual(generator);
    expect(shapesOf(ebganDiscriminator(config as Partial<EbganConfig>))).toEqual(discriminator);
  });

  test("the grid's encoder has batch norm in all layers but the first, and drops units where it is told to", () => {
    const namesOf = (config: Partial<EbganConfig>): string[] => {
      const model = ebganDiscriminator({ ...tiny, ...config });
      model.dispose();
      return model.layers.slice(1).map(({ name }) => name);
    };
    expect(namesOf({ dropout: 0.5 })).toEqual([
      ...['encoder/flatten', 'encoder/hidden1', 'encoder/hidden1/relu', 'encoder/hidden1/dropout'],
      ...['encoder/hidden2', 'encoder/hidden2/norm', 'encoder/hidden2/relu', 'encoder/hidden2/dropout'],
      ...['decoder', 'decoder/tanh', 'decoder/reshape'],
    ]);
    expect(namesOf({ discriminatorLayers: 2, decoderOutput: 'linear' })).toEqual([
      ...['encoder/flatten', 'encoder/hidden1', 'encoder/hidden1/relu', 'decoder', 'decoder/reshape'],
    ]);
  });

  test('the projection is normalized as in DCGAN, or not at all', () => {
    const normsOf = (projectionNorm: boolean): string[] => {
      const net = network(ebganGenerator({ ...convolution, projectionNorm }));
      net.dispose();
      return net.trainable.map(({ name }) => name.replace('generator/', '')).filter((name) => name.startsWith('project'));
    };
    expect(normsOf(true)).toEqual(['project/kernel', 'project/norm/scale', 'project/norm/offset']);
    expect(normsOf(false)).toEqual(['project/kernel', 'project/bias']);
  });
});

describe('energies', () => {
  test('logits are the negative energies of the images, codes the rows that the pulling-away term compares', () => {
    const autoencoder = network<Tensor, Tensor[]>(ebganDiscriminator(convolution));
    const images = randomStream(3).uniform([4, 8, 8, 1], { low: -1, high: 1 });
    const [reconstructions, codes] = autoencoder.apply(images, { training: false });
    for (const distance of ['length', 'square'] as const) {
      const heads = energyNetwork(autoencoder, { distance }).apply(images, { training: false });
      const energies = reconstructionEnergy(images, reconstructions!, { distance });
      expect(heads.logits.shape).toEqual([4]);
      expect(heads.logits.dataSync()).toEqual(tf.neg(energies).dataSync());
      expect(heads.codes.shape).toEqual([4, 2 * 2 * 4]);
      expect(heads.codes.dataSync()).toEqual(codes!.dataSync());
    }
    autoencoder.dispose();
  });

  test('the loss is that of the energies', () => {
    const loss = energyMargin({ margin: 3 });
    const [real, fake] = [tf.tensor1d([1, 2]), tf.tensor1d([2, 5])];
    const negated = onNegatives(loss);
    expect(negated.discriminator(tf.neg(real), tf.neg(fake)).dataSync()[0]).toBe(1.5 + 0.5);
    expect(negated.generator(tf.neg(fake)).dataSync()[0]).toBe(3.5);
  });
});
