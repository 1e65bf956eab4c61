import type { Preset } from '../preset';

const source =
  'Arjovsky, Chintala & Bottou 2017, https://arxiv.org/abs/1701.07875; numbers of https://github.com/martinarjovsky/WassersteinGAN';

/** WGAN's settings by where they are from. */
export const wganPresets: Readonly<Record<string, Preset>> = {
  'paper-64': {
    description: "The paper: images of 64 x 64 by DCGAN's networks, with batch norm in both.",
    source,
    config: { resolution: 64 },
    training: { batchSize: 64, ema: null },
  },
  'plain-64': {
    description: 'The same with a generator without batch norm.',
    source,
    config: { resolution: 64, generator: 'plain' },
    training: { batchSize: 64, ema: null },
  },
  'mlp-64': {
    description: "The same with a perceptron of three hidden layers of 512 for a generator, against DCGAN's critic.",
    source,
    config: { resolution: 64, generator: 'mlp' },
    training: { batchSize: 64, ema: null },
  },
  digits: {
    description:
      'Digits within minutes on two cores without a GPU: gray images of 28 x 28, narrow, faster rates that fall, fewer long rounds.',
    source: 'GANBlocks, examples/wgan',
    config: {
      ...{ resolution: 28, imageChannels: 1, latentSize: 16, generatorWidth: 24, criticWidth: 24, hiddenUnits: 256 },
      ...{ longSteps: 25, longAtFirst: 5, learningRate: 5e-4 },
    },
    training: {
      images: 40_000,
      batchSize: 32,
      ema: { halfLifeImages: 3_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
