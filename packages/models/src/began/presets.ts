import type { Preset } from '../preset';

/** The paper's networks and rules; how long a stall is watched for it does not say. */
const paper = { width: 128, skip: true, carryRounds: 16_000, stallRounds: 10_000 } as const;

/** The code halves its rates each 100,000 rounds of 16 images, down to a quarter; here they fall at that pace all the time. */
const code = { images: 8_000_000, batchSize: 16, rates: { decay: 'exponential', divisor: 2, images: 1_600_000, least: 0.25 } } as const;

/** BEGAN's settings by where they are from. */
export const beganPresets: Readonly<Record<string, Preset>> = {
  'paper-64': {
    description: 'The paper: images of 64 x 64, skip connections, vanishing residuals, rates halved when convergence stalls.',
    source: 'Berthelot et al. 2017, sections 3.5 and 4.1, https://arxiv.org/abs/1703.10717',
    config: { ...paper, resolution: 64 },
    training: { batchSize: 16 },
  },
  'paper-128': {
    description: 'The paper: the same for images of 128 x 128.',
    source: 'Berthelot et al. 2017, sections 3.5 and 4.1, https://arxiv.org/abs/1703.10717',
    config: { ...paper, resolution: 128 },
    training: { batchSize: 16 },
  },
  'tensorflow-64': {
    description: 'The best-known code: images of 64 x 64, neither skip connections nor residuals, rates that fall at a pace.',
    source: 'https://github.com/carpedm20/BEGAN-tensorflow',
    config: { resolution: 64, width: 128, learningRate: 8e-5 },
    training: code,
  },
  'tensorflow-64-narrow': {
    description: 'The same code with 64 channels in place of 128.',
    source: 'https://github.com/carpedm20/BEGAN-tensorflow',
    config: { resolution: 64, width: 64, learningRate: 8e-5 },
    training: code,
  },
  digits: {
    description:
      'Digits within minutes on two cores without a GPU: gray images of 28 x 28, narrow, fast rates, and a k that begins high and falls slowly.',
    source: 'GANBlocks, examples/began',
    config: {
      ...{ resolution: 28, imageChannels: 1, latentSize: 32, width: 8, skip: true, learningRate: 1e-3, generatorLearningRate: 2e-3 },
      ...{ diversity: 0.7, equilibriumRate: 5e-4, equilibriumStart: 0.6 },
    },
    training: {
      images: 60_000,
      batchSize: 16,
      // The discriminator too: how it repeats images, and the convergence measure, are its own.
      ema: { halfLifeImages: 2_000, networks: ['generator', 'discriminator'] },
      rates: { decay: 'linear', from: 0.6, to: 0.05 },
    },
  },
};
