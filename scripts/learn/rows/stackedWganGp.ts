import { stackedMnist } from '../data/stackedMnist';
import { stacked } from '../judges/index';
import type { LearnRow } from '../row';

export const stackedWganGp: LearnRow = {
  name: 'stacked-wgan-gp',
  system: 'wgan-gp',
  preset: 'stacked',
  sentence: 'How many of the 1,000 modes of stacked MNIST WGAN-GP finds.',
  data: stackedMnist,
  judge: stacked,
  thresholds: [],
  published: '959 modes, KL 0.73 (by table 3 of R3GAN, with other networks)',
};
