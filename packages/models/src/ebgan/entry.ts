import type { RegisteredSystem } from '../registeredSystem';
import { ebganConfig } from './config';
import { ebgan } from './ebgan';
import { ebganPresets } from './presets';

/** `ebgan` in the registry. */
export const ebganEntry: RegisteredSystem = {
  create: ebgan,
  configure: ebganConfig,
  summary: 'The discriminator is an autoencoder: what it repeats badly has a high energy, and fakes are pushed beyond a margin.',
  paper: { title: 'Energy-based Generative Adversarial Network', url: 'https://arxiv.org/abs/1609.03126' },
  learns: () => 'images',
  presets: ebganPresets,
  example: {
    ...{ resolution: 4, latentSize: 3, generatorLayers: 3, generatorUnits: 6, discriminatorLayers: 3, discriminatorUnits: 5 },
    ...{ dropout: 0.1, pretrainImages: 4, discriminatorSteps: 2, seed: 5 },
  },
};
