import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const wganMnist: LearnRow = {
  name: 'wgan-mnist',
  system: 'wgan',
  preset: 'digits',
  sentence: 'WGAN draws handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 6.5 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.15 } },
  ],
};
