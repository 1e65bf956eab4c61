import { noisyMnist } from '../data/noisyMnist';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

export const racGanMnist: LearnRow = {
  name: 'rac-gan-mnist',
  system: 'rac-gan',
  preset: 'digits',
  sentence: 'rAC-GAN draws the digits that it is asked for, though half of the labels that it learns from are drawn at random.',
  data: noisyMnist,
  judge: askedDigits,
  thresholds: [
    { figure: 'agreement', atLeast: 0.85 },
    { figure: 'agreement', atLeast: { arm: 'ac-gan', plus: 0.1 } },
  ],
  beside: [{ name: 'ac-gan', preset: 'digits-uncorrected' }],
};
