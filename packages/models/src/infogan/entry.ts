import type { RegisteredSystem } from '../registeredSystem';
import { infoganConfig } from './config';
import { infogan } from './infogan';
import { infoganPresets } from './presets';

/** `infogan` in the registry. */
export const infoganEntry: RegisteredSystem = {
  create: infogan,
  configure: infoganConfig,
  summary: 'A generator whose images tell the codes that they were made of, so that codes come to mean something without labels.',
  paper: {
    title: 'InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets',
    url: 'https://arxiv.org/abs/1606.03657',
  },
  learns: () => 'images',
  presets: infoganPresets,
  example: {
    ...{ resolution: 8, noiseSize: 3, categories: [3, 2], continuous: 2, width: 2, hiddenUnits: 6, codeUnits: 5 },
    ...{ fixedDeviation: false, useBias: false, seed: 5 },
  },
};
