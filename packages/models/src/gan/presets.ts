import type { Preset } from '../preset';

/** What both of the paper's fully connected experiments have in common. */
const original = {
  ...{ latents: 'uniform', latentScale: Math.sqrt(3), generatorNorm: false, generatorBound: 0.05 },
  ...{ discriminatorActivation: 'maxout', pieces: 5, inputDropout: 0.2, hiddenDropout: 0.5, discriminatorBound: 0.005 },
  ...{ optimizer: 'sgd', momentum: 0.5, finalMomentum: 0.7 },
} as const;

/** Per update of 100 images, as the code has it; the least rate is 1e-6. */
const division = (learningRate: number) => ({ decay: 'exponential', divisor: 1.000004, images: 100, least: 1e-6 / learningRate }) as const;

/** GAN's settings by where they are from. */
export const ganPresets: Readonly<Record<string, Preset>> = {
  'paper-mnist': {
    description: "The paper's MNIST networks: two layers of 1,200 ReLUs against two of 240 maxout units, with dropout and SGD.",
    source: 'Goodfellow et al. 2014, https://github.com/goodfeli/adversarial, mnist.yaml',
    config: {
      ...{ ...original, generatorUnits: [1200, 1200], generatorActivations: ['relu'], output: 'sigmoid', outputBound: 0.05 },
      ...{ biasFromReals: true, discriminatorUnits: [240, 240], learningRate: 0.1, momentumUpdates: 125_000 },
    },
    training: { batchSize: 100, ema: null, rates: division(0.1) },
  },
  'paper-cifar10': {
    description: "The paper's fully connected CIFAR-10 networks, for colour images of 32 x 32; its generator ends in no activation.",
    source: 'Goodfellow et al. 2014, https://github.com/goodfeli/adversarial, cifar10_fully_connected.yaml',
    config: {
      ...{ ...original, resolution: 32, imageChannels: 3, generatorUnits: [8000, 8000], generatorActivations: ['relu', 'sigmoid'] },
      ...{ output: 'linear', outputBound: 0.5, discriminatorUnits: [1600, 1600], learningRate: 0.025, momentumUpdates: 100_000 },
    },
    training: { batchSize: 100, ema: null, rates: division(0.025) },
  },
  'pytorch-28': {
    description: 'The multilayer GAN that most tutorials build: batch norm, leaky ReLUs and Adam, for gray images of 28 x 28.',
    source: 'https://github.com/eriklindernoren/PyTorch-GAN, implementations/gan',
    config: { normEpsilon: 0.8 },
    training: { batchSize: 64, ema: null },
  },
  digits: {
    description: 'The modern form for digits within minutes on two cores: narrower, fast rates that fall, no momentum, averaged weights.',
    source: 'GANBlocks, examples/gan',
    config: { latentSize: 32, generatorUnits: [256, 512], learningRate: 2e-3, beta1: 0, beta2: 0.99 },
    training: {
      images: 400_000,
      batchSize: 64,
      ema: { halfLifeImages: 16_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.5, to: 0.3 },
    },
  },
  'digits-original': {
    description: "The paper's MNIST networks, a third as wide, for minutes on two cores: what maxout, dropout and SGD make of few updates.",
    source: 'GANBlocks, after https://github.com/goodfeli/adversarial, mnist.yaml',
    config: {
      ...{ ...original, generatorUnits: [400, 400], generatorActivations: ['relu'], output: 'sigmoid', outputBound: 0.05 },
      ...{ biasFromReals: true, discriminatorUnits: [80, 80], learningRate: 0.1, momentumUpdates: 125_000 },
    },
    training: { images: 200_000, batchSize: 100, ema: null, rates: division(0.1) },
  },
  grid: {
    description: "Points of the plane, 25 Gaussians on a grid: the networks of WGAN-GP's toy with the first GAN's loss.",
    source: 'GANBlocks, after https://github.com/igul222/improved_wgan_training, gan_toy.py',
    config: {
      ...{ resolution: 1, imageChannels: 2, latentSize: 2, generatorNorm: false, generatorActivations: ['relu'], output: 'linear' },
      ...{ generatorUnits: [512, 512, 512], discriminatorUnits: [512, 512, 512], discriminatorActivation: 'relu' },
      ...{ learningRate: 1e-4, beta2: 0.9 },
    },
    training: { images: 200_000, batchSize: 256, ema: null },
  },
};
