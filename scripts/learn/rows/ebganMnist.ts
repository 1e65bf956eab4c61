import { mnist } from '@ganblocks/data/node';
import { diversity } from '../judges/index';
import type { LearnRow } from '../row';

export const ebganMnist: LearnRow = {
  name: 'ebgan-mnist',
  system: 'ebgan',
  preset: 'digits',
  sentence: 'EBGAN draws handwritten digits, with the pulling-away term and without it.',
  data: mnist,
  judge: diversity,
  thresholds: [
    { figure: 'score', atLeast: 6.5 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.15 } },
  ],
  beside: [{ name: 'without-pulling-away', config: { pullingAwayWeight: 0 } }],
  published: 'samples of both side by side for digits, faces and bedrooms; no figures',
};
