import { mistakenMnist, noisyMnist } from '../data/noisyMnist';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

const common = {
  system: 'rac-gan',
  judge: askedDigits,
  beside: [{ name: 'ac-gan', preset: 'digits-uncorrected' }],
} as const;

/** Symmetric noise leaves the right label the most frequent, so that an AC-GAN draws the right classes too: there is nothing to be ahead of. */
export const racGanMnist: LearnRow = {
  ...common,
  name: 'rac-gan-mnist',
  preset: 'digits',
  sentence: 'rAC-GAN draws the digits that it is asked for, though half of the labels that it learns from are drawn at random.',
  data: noisyMnist,
  thresholds: [{ figure: 'agreement', atLeast: 0.85 }],
};

export const racGanMistaken: LearnRow = {
  ...common,
  name: 'rac-gan-mistaken',
  preset: 'digits-asymmetric',
  sentence: 'rAC-GAN draws the digits that it is asked for, though five of them are labelled as another one more often than not.',
  data: mistakenMnist,
  thresholds: [
    { figure: 'agreement', atLeast: 0.85 },
    { figure: 'agreement', atLeast: { arm: 'ac-gan', plus: 0.1 } },
  ],
};
