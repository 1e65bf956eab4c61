import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const dcganMnist: LearnRow = {
  name: 'dcgan-mnist',
  system: 'dcgan',
  preset: 'first-light',
  sentence: 'DCGAN draws handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 8 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.05 } },
  ],
};
