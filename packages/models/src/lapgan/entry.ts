import type { RegisteredSystem } from '../registeredSystem';
import { lapganConfig } from './config';
import { lapgan } from './lapgan';
import { lapganPresets } from './presets';

/** `lapgan` in the registry. */
export const lapganEntry: RegisteredSystem = {
  create: lapgan,
  configure: lapganConfig,
  summary: 'A Laplacian pyramid: small images first, then level by level the detail that makes them larger, a GAN each.',
  paper: {
    title: 'Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks',
    url: 'https://arxiv.org/abs/1506.05751',
  },
  learns: ({ classes }) => (classes === 0 ? 'images' : 'labelled images'),
  presets: lapganPresets,
  example: {
    ...{ resolution: 12, coarseSizes: [4, 9], levelImages: [320, 320], imageChannels: 1, latentSize: 3 },
    ...{ generatorUnits: 4, discriminatorUnits: 6, widths: [4, 4], dropoutRate: 0.1, classes: 2, seed: 5 },
  },
};
