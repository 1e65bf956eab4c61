import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const lapganMnist: LearnRow = {
  name: 'lapgan-mnist',
  system: 'lapgan',
  preset: 'digits',
  sentence: 'LAPGAN draws handwritten digits, 14 pixels first, then the detail of 28.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 6.5 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.15 } },
  ],
};
