import { mnist } from '@ganblocks/data/node';
import { digits } from '../judges/index';
import type { LearnRow } from '../row';

export const lapganMnist: LearnRow = {
  name: 'lapgan-mnist',
  system: 'lapgan',
  preset: 'digits',
  sentence: 'LAPGAN draws handwritten digits, from 7 by 14 to 28 pixels.',
  data: mnist,
  judge: digits,
  thresholds: [
    { figure: 'score', atLeast: 6.5 },
    { figure: 'frechet', atMostTimesUntrained: 0.15 },
  ],
};
