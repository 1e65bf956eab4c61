import { pointImages } from '@ganblocks/data';
import { grid } from '../data/mixtures';
import { points } from '../judges/index';
import type { LearnRow } from '../row';

export const ganGrid: LearnRow = {
  name: 'gan-grid',
  system: 'gan',
  preset: 'grid',
  sentence: 'How many of the 25 Gaussians of a grid the first GAN finds.',
  data: () => pointImages(grid()),
  judge: points(grid()),
  thresholds: [],
  published: '3.3 modes (VEEGAN, Srivastava et al. 2017, table 1: other networks)',
};
