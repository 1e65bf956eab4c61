import { mnist } from '@ganblocks/data/node';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

export const projectionCganMnist: LearnRow = {
  name: 'projection-cgan-mnist',
  system: 'projection-cgan',
  preset: 'digits',
  sentence: 'The projection cGAN draws the digits that it is asked for.',
  data: mnist,
  judge: askedDigits,
  thresholds: [{ figure: 'agreement', atLeast: 0.9 }],
};
