import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const wganGpMnist: LearnRow = {
  name: 'wgan-gp-mnist',
  system: 'wgan-gp',
  preset: 'digits',
  sentence: 'WGAN-GP draws handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 8 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.05 } },
  ],
};
