import type { RegisteredSystem } from '../registeredSystem';
import { began } from './began';
import { beganConfig } from './config';
import { beganPresets } from './presets';

/** `began` in the registry. */
export const beganEntry: RegisteredSystem = {
  create: began,
  configure: beganConfig,
  summary: 'The discriminator is an autoencoder, and an equilibrium keeps how badly it repeats fakes at a part of that for reals.',
  paper: { title: 'BEGAN: Boundary Equilibrium Generative Adversarial Networks', url: 'https://arxiv.org/abs/1703.10717' },
  learns: () => 'images',
  presets: beganPresets,
  example: {
    ...{ resolution: 14, imageChannels: 1, latentSize: 3, codeSize: 4, width: 2, skip: true },
    ...{ carryRounds: 8, stallRounds: 3, seed: 5 },
  },
};
