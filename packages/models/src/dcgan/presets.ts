import type { Preset } from '../preset';

/** What the paper and its best-known TensorFlow code have in common. */
const original = { kernelSize: 5, projection: 'dense', latents: 'uniform' } as const;

/** DCGAN's settings by where they are from. */
export const dcganPresets: Readonly<Record<string, Preset>> = {
  'paper-64': {
    description: 'The paper: images of 64 x 64, a generator that begins with 1,024 channels; its discriminator has the same width here.',
    source: 'Radford, Metz & Chintala 2016, section 4 and figure 1, https://arxiv.org/abs/1511.06434',
    config: { ...original, resolution: 64, width: 128, useBias: true },
    training: { batchSize: 128 },
  },
  'pytorch-64': {
    description: 'The PyTorch example: images of 64 x 64, 4 x 4 kernels, normal latents.',
    source: 'https://github.com/pytorch/examples/tree/main/dcgan',
    config: { resolution: 64 },
    training: { batchSize: 64 },
  },
  'tensorflow-64': {
    description: 'The best-known TensorFlow code: images of 64 x 64, 5 x 5 kernels, two updates of the generator a round.',
    source: 'https://github.com/carpedm20/DCGAN-tensorflow',
    config: { ...original, resolution: 64, useBias: true, generatorSteps: 2 },
    training: { batchSize: 64 },
  },
  'tensorflow-28': {
    description:
      'After the same code for MNIST: gray images of 28 x 28, hidden layers of 1,024; without the labels that it gives every layer.',
    source: 'https://github.com/carpedm20/DCGAN-tensorflow',
    config: { ...original, resolution: 28, imageChannels: 1, hiddenUnits: 1024, useBias: true, generatorSteps: 2 },
    training: { batchSize: 64 },
  },
  'first-light': {
    description: 'Digits within minutes on two cores without a GPU: gray images of 28 x 28, narrow, fast rates that fall.',
    source: 'GANBlocks, examples/first-light',
    config: { resolution: 28, imageChannels: 1, latentSize: 16, width: 32, hiddenUnits: 256, learningRate: 1.5e-3, beta2: 0.99 },
    training: {
      images: 80_000,
      batchSize: 32,
      ema: { halfLifeImages: 6_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
  'emoji-32': {
    description: 'Emoji within minutes on two cores without a GPU: colour images of 32 x 32, narrow, fast rates that fall.',
    source: 'GANBlocks, after first-light',
    config: { resolution: 32, latentSize: 32, width: 32, learningRate: 1e-3, beta2: 0.99 },
    training: {
      images: 60_000,
      batchSize: 32,
      ema: { halfLifeImages: 6_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
  'stacked-28': {
    description: 'Stacked digits within minutes on two cores without a GPU: colour images of 28 x 28, narrow, fast rates that fall.',
    source: 'GANBlocks, after first-light',
    config: { resolution: 28, imageChannels: 3, latentSize: 32, width: 32, hiddenUnits: 256, learningRate: 1.5e-3, beta2: 0.99 },
    training: {
      images: 80_000,
      batchSize: 32,
      ema: { halfLifeImages: 6_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
