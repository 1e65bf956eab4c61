import type { RegisteredSystem } from '../registeredSystem';
import { dcganConfig } from './config';
import { dcgan } from './dcgan';
import { dcganPresets } from './presets';

/** `dcgan` in the registry. */
export const dcganEntry: RegisteredSystem = {
  create: dcgan,
  configure: dcganConfig,
  summary: 'A convolutional generator against a convolutional discriminator, both with batch norm.',
  paper: {
    title: 'Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1511.06434',
  },
  learns: () => 'images',
  presets: dcganPresets,
  example: { resolution: 16, imageChannels: 1, latentSize: 3, width: 2, seed: 5 },
};
