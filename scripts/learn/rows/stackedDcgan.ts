import { stackedMnist } from '../data/stackedMnist';
import { stacked } from '../judges/index';
import type { LearnRow } from '../row';

export const stackedDcgan: LearnRow = {
  name: 'stacked-dcgan',
  system: 'dcgan',
  preset: 'stacked-28',
  sentence: 'How many of the 1,000 modes of stacked MNIST a DCGAN finds.',
  data: stackedMnist,
  judge: stacked,
  thresholds: [],
  published: '99.0 modes, KL 3.40 (by table 3 of R3GAN, with other networks)',
};
