import type { Preset } from '../preset';

const paper = 'Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028; numbers of https://github.com/igul222/improved_wgan_training';

/** Digits on two cores. */
const toy = {
  ...{ networks: 'dcgan', width: 16, kernelSize: 4, hiddenUnits: 256, latentSize: 16, generatorNorm: true },
  learningRate: 2e-3,
} as const;
const rates = { decay: 'linear', from: 0.2, to: 0.02 } as const;

/** WGAN-GP's settings by where they are from. */
export const wganGpPresets: Readonly<Record<string, Preset>> = {
  'paper-points': {
    description: 'The paper: points of the plane, dense layers of 512.',
    source: `${paper}, gan_toy.py`,
    config: { networks: 'mlp' },
    training: { images: 25_600_000, batchSize: 256, ema: null },
  },
  'paper-mnist': {
    description: 'The code for MNIST: strided convolutions from a width of 64, no norm in either network.',
    source: `${paper}, gan_mnist.py`,
    config: { networks: 'dcgan' },
    training: { images: 10_000_000, batchSize: 50, ema: null },
  },
  'paper-cifar': {
    description: 'The paper: CIFAR-10 by residual blocks of 128 channels, without classes; rates that fall to 0.',
    source: `${paper}, gan_cifar_resnet.py`,
    config: { networks: 'resnet' },
    training: { images: 6_400_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } },
  },
  digits: {
    description:
      'Digits within minutes on two cores without a GPU: gray images of 28 x 28, narrow, fast rates that fall, norm in the generator.',
    source: 'GANBlocks, examples/wgan-gp',
    config: toy,
    training: { images: 64_000, batchSize: 32, ema: { halfLifeImages: 4_000, rampUp: 0.2 }, rates },
  },
  stacked: {
    description: 'Stacked MNIST, 1,000 modes, within minutes: the same in colour, with more latents.',
    source: 'GANBlocks, scripts/learn',
    config: { ...toy, imageChannels: 3, latentSize: 32 },
    training: { images: 64_000, batchSize: 32, ema: { halfLifeImages: 4_000, rampUp: 0.2 }, rates },
  },
  ring: {
    description: 'Eight Gaussians on a ring within minutes: the networks for points, narrower, with fast rates that fall.',
    source: 'GANBlocks, examples/wgan-gp',
    config: { networks: 'mlp', width: 128, learningRate: 1e-3 },
    training: { images: 512_000, batchSize: 256, ema: { halfLifeImages: 20_000, rampUp: 0.2 }, rates },
  },
  grid: {
    description: 'The same for 25 Gaussians on a grid: smaller batches, a faster rate, more rounds, one update of the critic less in each.',
    source: 'GANBlocks, examples/wgan-gp',
    config: { networks: 'mlp', width: 128, learningRate: 3e-3, criticSteps: 4 },
    training: { images: 640_000, batchSize: 128, ema: { halfLifeImages: 20_000, rampUp: 0.2 }, rates },
  },
};

/** The same with classes. */
export const conditionalWganGpPresets: Readonly<Record<string, Preset>> = {
  'paper-cifar': {
    description: 'The paper: CIFAR-10 with its classes by residual blocks of 128 channels; rates that fall to 0.',
    source: `${paper}, gan_cifar_resnet.py`,
    config: { resolution: 32 },
    training: { images: 6_400_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } },
  },
};
