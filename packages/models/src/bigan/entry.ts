import type { RegisteredSystem } from '../registeredSystem';
import { bigan } from './bigan';
import { biganConfig } from './config';
import { biganPresets } from './presets';

/** `bigan` in the registry. */
export const biganEntry: RegisteredSystem = {
  create: bigan,
  configure: biganConfig,
  summary: 'A GAN with an encoder: the discriminator judges pairs of image and latent, which makes features without labels.',
  paper: { title: 'Adversarial Feature Learning', url: 'https://arxiv.org/abs/1605.09782' },
  learns: () => 'images',
  presets: biganPresets,
  example: {
    ...{ resolution: 4, latentSize: 3, generatorUnits: [6, 5], encoderUnits: [6, 5], discriminatorUnits: [6, 5], epochUpdates: 1 },
    ...{ constantEpochs: 1, decayEpochs: 2, seed: 5 },
  },
};
