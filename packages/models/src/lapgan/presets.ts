import type { Preset } from '../preset';

const paper =
  'Denton et al. 2015, section 3, https://arxiv.org/abs/1506.05751; sizes as in https://gist.github.com/soumith/e3f722173ea16c1ea0d9';
const eyescream = 'https://github.com/facebookarchive/eyescream, cifar/scripts';

/** What the scripts begin with: rates and widths of their own. */
const scripts = {
  ...{ resolution: 32, coarseSizes: [8, 16], generatorUnits: 8000, discriminatorUnits: 1600, widths: [128, 128] },
  ...{ generatorRate: 0.01, discriminatorRate: 0.01, momentum: 0, momentumLimit: 0.7, epochUpdates: 352 },
} as const;

/** LAPGAN's settings by where they are from. */
export const lapganPresets: Readonly<Record<string, Preset>> = {
  'paper-28': {
    description: 'The paper on CIFAR-10: colour images of 28 x 28 (crops of 32 x 32), by levels of 8, 14 and 28.',
    source: paper,
    config: { resolution: 28, coarseSizes: [8, 14] },
    training: { images: 60_000_000, batchSize: 128, ema: null },
  },
  'paper-28-classes': {
    description: 'The paper on CIFAR-10 with classes: the same levels, each told the class.',
    source: paper,
    config: { resolution: 28, coarseSizes: [8, 14], classes: 10 },
    training: { images: 60_000_000, batchSize: 128, ema: null },
  },
  'eyescream-32': {
    description: 'The authors’ scripts for CIFAR-10 as they are: colour images of 32 x 32, by levels of 8, 16 and 32.',
    source: eyescream,
    config: { ...scripts, rateDecay: 4e-6 },
    training: { images: 60_000_000, batchSize: 128, ema: null },
  },
  'eyescream-32-classes': {
    description: 'The authors’ scripts for CIFAR-10 with classes: the same levels, each told the class.',
    source: eyescream,
    config: { ...scripts, classes: 10 },
    training: { images: 60_000_000, batchSize: 128, ema: null },
  },
  digits: {
    description:
      'Digits within minutes on two cores without a GPU: gray images of 28 x 28 by class, by two levels, 14 and 28, with Adam in place of gradient descent, batch norm and tanh at the coarsest.',
    source: 'GANBlocks, examples/lapgan',
    config: {
      ...{ resolution: 28, coarseSizes: [14], levelImages: [400_000], imageChannels: 1, classes: 10 },
      ...{ generatorUnits: 320, discriminatorUnits: 320, widths: [16], dropoutRate: 0.3, batchNorm: true, bounded: true },
      ...{ optimizer: 'adam', generatorRate: 3e-4, discriminatorRate: 1e-3, rateDecay: 0.25, epochUpdates: 800, beta1: 0, beta2: 0.99 },
    },
    training: { images: 440_000, batchSize: 32, ema: { halfLifeImages: 4_000, rampUp: 0.2 } },
  },
};
