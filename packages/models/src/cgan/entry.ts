import type { RegisteredSystem } from '../registeredSystem';
import { cgan } from './cgan';
import { cganConfig } from './config';
import { cganPresets } from './presets';

/** `cgan` in the registry. */
export const cganEntry: RegisteredSystem = {
  create: cgan,
  configure: cganConfig,
  summary: 'A GAN whose two networks are told what is asked for: a class, or a vector of tags.',
  paper: { title: 'Conditional Generative Adversarial Nets', url: 'https://arxiv.org/abs/1411.1784' },
  learns: ({ classes }) => (classes === 0 ? 'attributed images' : 'labelled images'),
  presets: cganPresets,
  example: {
    ...{ resolution: 4, classes: 3, latentSize: 3, latentUnits: 4, conditionUnits: 5, generatorUnits: [6], imageUnits: 4 },
    ...{ discriminatorConditionUnits: 3, jointUnits: [4], seed: 5 },
  },
};
