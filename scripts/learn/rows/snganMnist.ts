import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const snganMnist: LearnRow = {
  name: 'sngan-mnist',
  system: 'sngan',
  preset: 'digits',
  sentence: 'SN-GAN draws handwritten digits.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 8 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.05 } },
  ],
};
