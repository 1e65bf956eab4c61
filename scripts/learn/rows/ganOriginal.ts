import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const ganOriginal: LearnRow = {
  name: 'gan-original-mnist',
  system: 'gan',
  preset: 'digits-original',
  sentence: 'The GAN of 2014, with maxout, dropout and SGD, after few updates on handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [],
};
