import type { Preset } from '../preset';
import { ofMimicry } from './presets';

const authors = 'https://github.com/pfnet-research/sngan_projection';
const mimicry = 'https://github.com/kwotsin/mimicry';
const paper = 'Miyato & Koyama 2018, "cGANs with Projection Discriminator", https://arxiv.org/abs/1802.05637';

/** The projection cGAN's settings by where they are from. */
export const projectionCganPresets: Readonly<Record<string, Preset>> = {
  'paper-32': {
    description: "The authors' code for CIFAR-10: images of 32 x 32, ten classes, 50,000 rounds.",
    source: `${authors}, configs/sn_cifar10.yml`,
    config: { resolution: 32, classes: 10 },
    training: { images: 3_200_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } },
  },
  'paper-64': {
    description: "The authors' code for ImageNet on one GPU: images of 64 x 64, 1,000 classes, 250,000 rounds.",
    source: `${authors}, configs/sn_projection_64.yml`,
    config: { resolution: 64, classes: 1000, logitBias: true, generatorBatches: 1 },
    training: { images: 16_000_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0.8, to: 0 } },
  },
  'paper-128': {
    description: 'The paper, ImageNet: images of 128 x 128, 1,000 classes, 450,000 rounds, the batch shared by four GPUs.',
    source: `${paper}; the numbers of ${authors}, configs/sn_projection.yml`,
    config: { resolution: 128, classes: 1000, logitBias: true },
    training: { images: 28_800_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 8 / 9, to: 0 } },
  },
  'mimicry-32': {
    description: 'The Mimicry library for CIFAR-10 (FID 10.84 there): images of 32 x 32, bilinear upsampling, rectifiers in place.',
    source: `${mimicry}, torch_mimicry/nets/cgan_pd/cgan_pd_32.py`,
    config: { ...ofMimicry, resolution: 32, classes: 10 },
    training: { images: 6_400_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } },
  },
  'mimicry-128': {
    description:
      'The Mimicry library for ImageNet: images of 128 x 128, 1,000 classes; its discriminator as wide as those of its other systems.',
    source: `${mimicry}, torch_mimicry/nets/cgan_pd/cgan_pd_128.py`,
    config: { ...ofMimicry, resolution: 128, classes: 1000 },
    training: { batchSize: 64, ema: null },
  },
  digits: {
    description:
      'Digits by their labels within minutes on two cores without a GPU: gray images of 28 x 28, narrow residual blocks, fast rates that fall.',
    source: 'GANBlocks, examples/projection-cgan',
    config: {
      ...{ resolution: 28, imageChannels: 1, classes: 10, latentSize: 16, learningRate: 2e-3 },
      ...{ generatorChannels: [24, 24, 24], discriminatorChannels: [16, 32, 64], discriminatorSteps: 1, generatorBatches: 1 },
    },
    training: {
      ...{ images: 64_000, batchSize: 32, ema: { halfLifeImages: 5_000, rampUp: 0.2 } },
      rates: { decay: 'linear', from: 0.4, to: 0.05 },
    },
  },
};
