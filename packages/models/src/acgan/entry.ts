import type { RegisteredSystem } from '../registeredSystem';
import { acgan } from './acgan';
import { acganConfig } from './config';
import { acganPresets } from './presets';

/** `acgan` in the registry. */
export const acganEntry: RegisteredSystem = {
  create: acgan,
  configure: acganConfig,
  summary: 'A generator that is told a class, and a discriminator that has to name it.',
  paper: { title: 'Conditional Image Synthesis with Auxiliary Classifier GANs', url: 'https://arxiv.org/abs/1610.09585' },
  learns: () => 'labelled images',
  presets: acganPresets,
  example: {
    ...{ resolution: 8, imageChannels: 1, classes: 3, latentSize: 3, generatorChannels: [4, 3], discriminatorChannels: [3, 4] },
    ...{ activationNoise: 0.1, seed: 5 },
  },
};
