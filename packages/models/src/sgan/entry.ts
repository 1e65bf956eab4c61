import type { RegisteredSystem } from '../registeredSystem';
import { sganConfig } from './config';
import { sganPresets } from './presets';
import { sgan } from './sgan';

/** `sgan` in the registry. */
export const sganEntry: RegisteredSystem = {
  create: sgan,
  configure: sganConfig,
  summary: 'A discriminator that is a classifier, and learns from few labels, many images without, and what the generator draws.',
  paper: { title: 'Improved Techniques for Training GANs', url: 'https://arxiv.org/abs/1606.03498' },
  learns: () => 'images, some labelled',
  presets: sganPresets,
  example: { resolution: 4, latentSize: 3, classes: 2, generatorUnits: [5], classifierUnits: [6, 5], initialImages: 8, seed: 5 },
};
