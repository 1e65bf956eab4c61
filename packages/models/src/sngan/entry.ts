import type { RegisteredSystem } from '../registeredSystem';
import { snganPresets } from './presets';
import { projectionCgan, projectionCganConfig } from './projectionCgan';
import { projectionCganPresets } from './projectionPresets';
import { sngan, unconditionalConfig } from './sngan';

/** `sngan` in the registry. */
export const snganEntry: RegisteredSystem = {
  create: sngan,
  configure: unconditionalConfig,
  summary: 'A discriminator whose layers are divided by their largest singular value, residual or convolutional, on the hinge loss.',
  paper: { title: 'Spectral Normalization for Generative Adversarial Networks', url: 'https://arxiv.org/abs/1802.05957' },
  learns: () => 'images',
  presets: snganPresets,
  example: {
    ...{ resolution: 16, imageChannels: 3, latentSize: 3, generatorChannels: [4, 3], discriminatorChannels: [2, 3] },
    ...{ discriminatorSteps: 2, seed: 5 },
  },
};

/** `projection-cgan` in the registry. */
export const projectionCganEntry: RegisteredSystem = {
  create: projectionCgan,
  configure: projectionCganConfig,
  summary: 'SN-GAN with classes: the discriminator projects the features on the row of the label, the generator normalizes by class.',
  paper: { title: 'cGANs with Projection Discriminator', url: 'https://arxiv.org/abs/1802.05637' },
  learns: () => 'labelled images',
  presets: projectionCganPresets,
  example: {
    ...{ resolution: 16, imageChannels: 3, latentSize: 3, classes: 2, generatorChannels: [4, 3], discriminatorChannels: [2, 3] },
    ...{ discriminatorSteps: 2, seed: 5 },
  },
};
