import type { RegisteredSystem } from '../registeredSystem';
import { conditionalWganGpConfig } from './conditionalConfig';
import { conditionalWganGp } from './conditionalWganGp';
import { wganGpConfig } from './config';
import { conditionalWganGpPresets, wganGpPresets } from './presets';
import { wganGp } from './wganGp';

/** `wgan-gp` in the registry. */
export const wganGpEntry: RegisteredSystem = {
  create: wganGp,
  configure: wganGpConfig,
  summary: 'A critic whose gradient is held at length 1 by a penalty, for points, for digits, and with residual blocks.',
  paper: { title: 'Improved Training of Wasserstein GANs', url: 'https://arxiv.org/abs/1704.00028' },
  learns: ({ resolution }) => (resolution === 1 ? 'points' : 'images'),
  presets: wganGpPresets,
  example: { networks: 'dcgan', resolution: 12, imageChannels: 1, latentSize: 3, width: 2, criticSteps: 2, seed: 5 },
};

/** `conditional-wgan-gp` in the registry. */
export const conditionalWganGpEntry: RegisteredSystem = {
  create: (config) => conditionalWganGp(config),
  configure: conditionalWganGpConfig,
  summary: 'WGAN-GP with residual blocks and classes: batch norm by class, and a critic that tells classes too.',
  paper: { title: 'Improved Training of Wasserstein GANs', url: 'https://arxiv.org/abs/1704.00028' },
  learns: () => 'labelled images',
  presets: conditionalWganGpPresets,
  example: { resolution: 8, imageChannels: 1, latentSize: 3, width: 2, classes: 3, criticSteps: 2, seed: 5 },
};
