import type { RegisteredSystem } from '../registeredSystem';
import { ganConfig } from './config';
import { gan } from './gan';
import { ganPresets } from './presets';

/** `gan` in the registry. */
export const ganEntry: RegisteredSystem = {
  create: gan,
  configure: ganConfig,
  summary: 'The first GAN: two fully connected networks, with maxout and dropout as in 2014, or with batch norm as today.',
  paper: { title: 'Generative Adversarial Networks', url: 'https://arxiv.org/abs/1406.2661' },
  learns: ({ resolution }) => (resolution === 1 ? 'points' : 'images'),
  presets: ganPresets,
  example: {
    resolution: 4,
    latentSize: 3,
    generatorUnits: [6, 5],
    discriminatorUnits: [6, 5],
    discriminatorActivation: 'maxout',
    seed: 5,
  },
};
