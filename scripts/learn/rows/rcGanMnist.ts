import { noisyMnist } from '../data/noisyMnist';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

export const rcGanMnist: LearnRow = {
  name: 'rc-gan-mnist',
  system: 'rc-gan',
  preset: 'digits',
  sentence: 'rcGAN draws the digits that it is asked for, though half of the labels that it learns from are drawn at random.',
  data: noisyMnist,
  judge: askedDigits,
  thresholds: [
    { figure: 'agreement', atLeast: 0.85 },
    { figure: 'agreement', atLeast: { arm: 'projection-cgan', plus: 0.1 } },
  ],
  beside: [{ name: 'projection-cgan', preset: 'digits-uncorrected' }],
};
