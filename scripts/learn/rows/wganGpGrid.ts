import { pointImages } from '@ganblocks/data';
import { grid } from '../data/mixtures';
import { points } from '../judges/index';
import type { LearnRow } from '../row';

export const wganGpGrid: LearnRow = {
  name: 'wgan-gp-grid',
  system: 'wgan-gp',
  preset: 'grid',
  sentence: 'WGAN-GP finds the 25 Gaussians of a grid.',
  data: () => pointImages(grid()),
  judge: points(grid()),
  thresholds: [
    { figure: 'modes', atLeast: 24 },
    { figure: 'highQuality', atLeast: 0.7 },
  ],
};
