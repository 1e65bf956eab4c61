import { pointImages } from '@ganblocks/data';
import { ring } from '../data/mixtures';
import { points } from '../judges/index';
import type { LearnRow } from '../row';

export const wganGpRing: LearnRow = {
  name: 'wgan-gp-ring',
  system: 'wgan-gp',
  preset: 'ring',
  sentence: 'WGAN-GP finds the eight Gaussians of a ring.',
  data: () => pointImages(ring()),
  judge: points(ring()),
  thresholds: [
    { figure: 'modes', atLeast: 8 },
    { figure: 'highQuality', atLeast: 0.7 },
  ],
};
