import type { Preset } from '../preset';

/** EBGAN's settings by where they are from. */
export const ebganPresets: Readonly<Record<string, Preset>> = {
  'paper-mnist': {
    description: "The paper's fully connected networks for gray digits: the point of its grid that its figure over the margin m stands at.",
    source: 'Zhao, Mathieu & LeCun 2017, section 4.1 and figure 9, https://arxiv.org/abs/1609.03126; batch size and latents are not found',
    config: {
      generatorLayers: 5,
      generatorUnits: 1600,
      discriminatorLayers: 2,
      discriminatorUnits: 1024,
      margin: 10,
      pullingAwayWeight: 0.1,
    },
    training: { batchSize: 64, ema: null },
  },
  'celeba-64': {
    description: 'The convolutional networks for colour images of 64 x 64, with the margin of a reimplementation for CelebA.',
    source: 'https://github.com/1Konny/EBGAN-pytorch; its energy is a mean square, which never reaches that margin: here it is a length',
    config: {
      ...{ networks: 'convolution', resolution: 64, imageChannels: 3, projectionNorm: false, margin: 20 },
      ...{ generatorRate: 2e-4, discriminatorRate: 1e-4, beta1: 0.5 },
    },
    training: { batchSize: 32, ema: null },
  },
  'pytorch-32': {
    description: "PyTorch-GAN's networks for gray images of 32 x 32: a code of 32 numbers, the mean square as energy, a margin of 1.",
    source: 'https://github.com/eriklindernoren/PyTorch-GAN, implementations/ebgan',
    config: {
      ...{ networks: 'upsampling', resolution: 32, latentSize: 62, generatorWidth: 64, decoderOutput: 'linear', normEpsilon: 0.8 },
      ...{ energy: 'square', margin: 1, generatorRate: 2e-4, discriminatorRate: 2e-4, beta1: 0.5 },
    },
    training: { batchSize: 64, ema: null },
  },
  digits: {
    description: 'Digits within minutes on two cores: the convolutional networks, narrow, with fast rates that fall, and averaged weights.',
    source: 'GANBlocks, examples/ebgan',
    config: {
      ...{ networks: 'convolution', latentSize: 16, generatorWidth: 24, discriminatorWidth: 16, halvings: 2 },
      ...{ generatorRate: 1.5e-3, discriminatorRate: 1.5e-3, beta1: 0.5, beta2: 0.99 },
    },
    training: {
      images: 100_000,
      batchSize: 32,
      ema: { halfLifeImages: 6_000, rampUp: 0.2 },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
