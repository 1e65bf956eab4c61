import type { RegisteredSystem } from '../registeredSystem';
import { wganConfig } from './config';
import { wganPresets } from './presets';
import { wgan } from './wgan';

/** `wgan` in the registry. */
export const wganEntry: RegisteredSystem = {
  create: wgan,
  configure: wganConfig,
  summary: 'A critic whose weights are clipped estimates the Wasserstein distance, which the generator lowers.',
  paper: { title: 'Wasserstein GAN', url: 'https://arxiv.org/abs/1701.07875' },
  learns: () => 'images',
  presets: wganPresets,
  example: {
    ...{ resolution: 16, imageChannels: 1, latentSize: 3, generatorWidth: 2, criticWidth: 2, criticSteps: 2 },
    ...{ longSteps: 3, longAtFirst: 1, longEvery: 4, seed: 5 },
  },
};
