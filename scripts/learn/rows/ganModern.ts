import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const ganModern: LearnRow = {
  name: 'gan-mnist',
  system: 'gan',
  preset: 'digits',
  sentence: 'The modern fully connected GAN draws handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 7 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.1 } },
  ],
};
