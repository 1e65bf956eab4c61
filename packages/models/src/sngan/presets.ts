import type { Preset } from '../preset';

const authors = 'https://github.com/pfnet-research/sngan_projection';
const mimicry = 'https://github.com/kwotsin/mimicry';
const paper = 'Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", https://arxiv.org/abs/1802.05957';

/** Rates that fall to 0 from the first round on, and no averaged weights. */
const falling = { batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } } as const;

/** What the Mimicry library has otherwise. */
export const ofMimicry = { upsampling: 'bilinear', rectifiedShortcuts: true, logitBias: true, generatorBatches: 1 } as const;

/** SN-GAN's settings by where they are from. */
export const snganPresets: Readonly<Record<string, Preset>> = {
  'paper-32': {
    description: 'The paper, residual networks for CIFAR-10: images of 32 x 32, 50,000 rounds.',
    source: `${paper}, appendix B.4; the numbers of ${authors}, configs/sn_cifar10_unconditional.yml`,
    config: { resolution: 32 },
    training: { images: 3_200_000, ...falling },
  },
  'paper-convolution-32': {
    description: "The paper, networks of DCGAN's kind for CIFAR-10: images of 32 x 32, 100,000 rounds.",
    source: `${paper}, table 3; rates and rounds of https://github.com/pfnet-research/chainer-gan-lib, train.py`,
    config: { networks: 'convolution', resolution: 32, loss: 'nonSaturating', generatorBatches: 1 },
    training: { images: 6_400_000, batchSize: 64, ema: null },
  },
  'paper-48': {
    description: 'The paper, residual networks for STL-10: images of 48 x 48.',
    source: `${paper}, appendix B.4`,
    config: { resolution: 48 },
    training: falling,
  },
  'mimicry-32': {
    description: 'The Mimicry library for CIFAR-10 (FID 16.77 there): images of 32 x 32, bilinear upsampling, rectifiers in place.',
    source: `${mimicry}, torch_mimicry/nets/sngan/sngan_32.py`,
    config: { ...ofMimicry, resolution: 32 },
    training: { images: 6_400_000, ...falling },
  },
  'mimicry-48': {
    description: 'The Mimicry library for STL-10 (FID 39.56 there): images of 48 x 48.',
    source: `${mimicry}, torch_mimicry/nets/sngan/sngan_48.py`,
    config: { ...ofMimicry, resolution: 48 },
    training: { images: 6_400_000, ...falling },
  },
  'mimicry-64': {
    description: 'The Mimicry library for CelebA (FID 5.71 there): images of 64 x 64.',
    source: `${mimicry}, torch_mimicry/nets/sngan/sngan_64.py`,
    config: { ...ofMimicry, resolution: 64 },
    training: { images: 6_400_000, ...falling },
  },
  'mimicry-128': {
    description: 'The Mimicry library for CelebA (FID 12.93 there): images of 128 x 128, two updates of the discriminator a round.',
    source: `${mimicry}, torch_mimicry/nets/sngan/sngan_128.py`,
    config: { ...ofMimicry, resolution: 128, discriminatorSteps: 2 },
    training: { images: 6_400_000, batchSize: 64, ema: null },
  },
  digits: {
    description: 'Digits within minutes on two cores without a GPU: gray images of 28 x 28, narrow convolutions, fast rates that fall.',
    source: 'GANBlocks, examples/sngan',
    config: {
      ...{ networks: 'convolution', resolution: 28, imageChannels: 1, latentSize: 16, learningRate: 1e-3 },
      ...{ generatorChannels: [64, 32, 16], discriminatorChannels: [16, 32, 64], discriminatorSteps: 1, generatorBatches: 1 },
    },
    training: {
      ...{ images: 80_000, batchSize: 32, ema: { halfLifeImages: 6_000, rampUp: 0.2 } },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
  'emoji-32': {
    description: 'Emoji within minutes on two cores without a GPU: colour images of 32 x 32, narrow residual blocks, fast rates that fall.',
    source: 'GANBlocks, examples/sngan',
    config: {
      ...{ resolution: 32, latentSize: 32, learningRate: 2e-3, generatorChannels: [48, 32, 24, 24], discriminatorChannels: [16, 32, 64] },
      ...{ discriminatorSteps: 1, generatorBatches: 1 },
    },
    training: {
      ...{ images: 32_000, batchSize: 32, ema: { halfLifeImages: 4_000, rampUp: 0.2 } },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
