import type { JsonObject } from '@ganblocks/core';
import type { Preset } from '../preset';

const code = 'https://github.com/takuhirok/rGAN, scripts/train.sh and train.py';

/** CIFAR-10's classes that are taken for others: truck → automobile, bird → airplane, deer → horse, cat ↔ dog. */
const flips = [[9, 1], [2, 0], [4, 7], [3, 5], [5, 3]]; // prettier-ignore
const noises = {
  symmetric: { words: 'half of the labels drawn from all classes', transition: { kind: 'symmetric', rate: 0.5 } },
  asymmetric: { words: 'half of the labels of five classes taken for a similar one', transition: { kind: 'asymmetric', rate: 0.5, flips } },
} as const;
const backbones = {
  sngan: 'spectral norm and the hinge loss',
  wganGp: 'a gradient penalty',
  ctGan: 'a gradient penalty, dropout and a consistency term',
} as const;

/** 100,000 rounds, with rates that fall to 0 from the first on. */
const training = { images: 6_400_000, batchSize: 64, ema: null, rates: { decay: 'linear', from: 0, to: 0 } } as const;

/** The authors' settings for CIFAR-10, a preset for each backbone and noise. */
function authors(): Record<string, Preset> {
  const words = Object.entries(backbones).flatMap(([backbone, how]) =>
    Object.entries(noises).map(([noise, { words: which, transition }]): [string, Preset] => [
      `paper-${backbone}-${noise}`,
      {
        description: `The authors' code for CIFAR-10: ${which}; ${how}, 100,000 rounds.`,
        source: code,
        config: { backbone, transition, cleanLabels: 'recovered' },
        training,
      },
    ]),
  );
  return Object.fromEntries(words);
}

/** Digits within minutes on two cores. */
const digits: JsonObject = {
  ...{ resolution: 28, imageChannels: 1, latentSize: 16, learningRate: 2e-3 },
  ...{ generatorChannels: [24, 24, 24], discriminatorChannels: [16, 32, 64], discriminatorSteps: 1, generatorBatches: 1 },
};
const brief = {
  ...{ images: 64_000, batchSize: 32, ema: { halfLifeImages: 5_000, rampUp: 0.2 } },
  rates: { decay: 'linear', from: 0.4, to: 0.05 },
} as const;
const here = 'GANBlocks, examples/rgan';

const digitsOf = (more: JsonObject, counterpart: string, images = brief.images): Record<string, Preset> => ({
  digits: {
    description:
      'Digits half of whose labels are drawn from all classes, within minutes on two cores without a GPU: gray images of 28 x 28.',
    source: here,
    config: { ...digits, ...more, transition: { kind: 'symmetric', rate: 0.5 } },
    training: { ...brief, images },
  },
  'digits-uncorrected': {
    description: `The same without the correction, to compare with: ${counterpart} that takes the labels as right.`,
    source: here,
    config: { ...digits, ...more, transition: 'none' },
    training: { ...brief, images },
  },
});

/** rcGAN's settings by where they are from. */
export const rcGanPresets: Readonly<Record<string, Preset>> = { ...authors(), ...digitsOf({}, 'a projection cGAN', 128_000) };

/** Digits that look alike, and which is taken for which. */
const mistakenDigits = [
  [7, 1],
  [2, 7],
  [5, 6],
  [6, 5],
  [3, 8],
];

/** AC-GAN's for digits. */
const acganDigits: JsonObject = {
  ...{ backbone: 'acgan', generatorChannels: [64, 32], discriminatorChannels: [32, 64], learningRate: 1.5e-3, beta2: 0.99 },
  acganNetworks: {
    ...{ hiddenUnits: 256, generatorKernel: 4, projectNorm: true },
    ...{ discriminatorStrides: [2, 2], discriminatorKernel: 4, dropout: 0 },
  },
};

/** rAC-GAN's settings by where they are from. */
export const racGanPresets: Readonly<Record<string, Preset>> = {
  ...authors(),
  ...digitsOf(acganDigits, 'an AC-GAN'),
  'digits-asymmetric': {
    description: 'Digits of which five are taken for another one, 7 for 1, 2 for 7, 5 for 6 and 6 for 5, 3 for 8, in 60 of 100 cases.',
    source: here,
    config: { ...digits, ...acganDigits, transition: { kind: 'asymmetric', rate: 0.6, flips: mistakenDigits } },
    training: brief,
  },
};
