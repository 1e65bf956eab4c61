import type { Preset } from '../preset';

/** Today's parts in the same two networks: no layer of its own for latents and image, leaky ReLUs, batch norm, normal latents. */
const modern = {
  ...{
    latents: 'normal',
    unitLatents: false,
    latentUnits: 0,
    conditionUnits: 64,
    generatorUnits: [256, 512],
    generatorActivation: 'leakyRelu',
  },
  ...{ generatorNorm: true, generatorDropout: 0, output: 'tanh', imageUnits: 0, discriminatorConditionUnits: 256, jointUnits: [512, 256] },
  ...{ pieces: 0, jointPieces: 0, discriminatorDropout: 0, latentSize: 16 },
} as const;

/** CGAN's settings by where they are from. */
export const cganPresets: Readonly<Record<string, Preset>> = {
  'paper-mnist': {
    description: "The paper's MNIST networks: a layer for image and class each, then layers on both; maxout units, dropout and SGD.",
    source: 'Mirza & Osindero 2014, section 4.1, https://arxiv.org/abs/1411.1784',
    config: { optimizer: 'sgd', learningRate: 0.1, momentum: 0.5, finalMomentum: 0.7 },
    training: { batchSize: 100, ema: null, rates: { decay: 'exponential', divisor: 1.00004, images: 100, least: 1e-5 } },
  },
  digits: {
    description: 'Digits of a class within minutes on two cores: leaky ReLUs and batch norm, fast rates that fall, averaged weights.',
    source: 'GANBlocks, examples/cgan',
    config: { ...modern, learningRate: 1e-3, beta2: 0.99 },
    training: {
      images: 140_000,
      batchSize: 16,
      ema: { halfLifeImages: 5_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.3, to: 0.02 },
    },
  },
  'emoji-tags': {
    description: 'Colour pictures of 24 x 24 from a vector of 128 tags, the other modality of the paper: for emoji with their tags.',
    source: 'GANBlocks, after section 4.2 of the paper, which goes from pictures to tags',
    config: { ...modern, resolution: 24, imageChannels: 3, attributes: 128, conditionUnits: 128, learningRate: 1e-3, beta2: 0.99 },
    training: {
      images: 80_000,
      batchSize: 16,
      ema: { halfLifeImages: 5_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.3, to: 0.02 },
    },
  },
};
