import { mnist } from '@ganblocks/data/node';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

export const acganMnist: LearnRow = {
  name: 'acgan-mnist',
  system: 'acgan',
  preset: 'digits',
  sentence: 'AC-GAN draws the digits that it is asked for, though its discriminator is not told what it is shown.',
  data: mnist,
  judge: askedDigits,
  thresholds: [
    { figure: 'agreement', atLeast: 0.95 },
    { figure: 'score', atLeast: 7.5 },
  ],
};
