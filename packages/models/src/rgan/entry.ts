import type { RegisteredSystem } from '../registeredSystem';
import { racGanConfig, rcGanConfig } from './config';
import { racGanPresets, rcGanPresets } from './presets';
import { racGan } from './racGan';
import { rcGan } from './rcGan';

/** `rac-gan` in the registry. */
export const racGanEntry: RegisteredSystem = {
  create: racGan,
  configure: racGanConfig,
  summary: 'An AC-GAN that learns right classes from wrong labels: the classifier is corrected by the chances of mistakes.',
  paper: { title: 'Label-Noise Robust Generative Adversarial Networks', url: 'https://arxiv.org/abs/1811.11165' },
  learns: () => 'labelled images',
  presets: racGanPresets,
  example: {
    ...{ backbone: 'ctGan', resolution: 16, imageChannels: 1, latentSize: 3, classes: 3, transition: { kind: 'symmetric', rate: 0.5 } },
    ...{ generatorChannels: [4, 3], discriminatorChannels: [2, 3], discriminatorSteps: 2, seed: 5 },
  },
};

/** `rc-gan` in the registry. */
export const rcGanEntry: RegisteredSystem = {
  create: rcGan,
  configure: rcGanConfig,
  summary: 'A projection cGAN that learns right classes from wrong labels: the discriminator is told wrong ones of fakes as well.',
  paper: { title: 'Label-Noise Robust Generative Adversarial Networks', url: 'https://arxiv.org/abs/1811.11165' },
  learns: () => 'labelled images',
  presets: rcGanPresets,
  example: {
    ...{ resolution: 16, imageChannels: 3, latentSize: 3, classes: 2, transition: { kind: 'asymmetric', rate: 0.5, flips: [[1, 0]] } },
    ...{ generatorChannels: [4, 3], discriminatorChannels: [2, 3], discriminatorSteps: 2, seed: 5 },
  },
};
