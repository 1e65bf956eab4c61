import { fewNoisyMnist, mistakenMnist, noisyMnist } from '../data/noisyMnist';
import { askedDigits } from '../judges/index';
import type { LearnRow } from '../row';

const common = {
  system: 'rac-gan',
  judge: askedDigits,
  beside: [{ name: 'ac-gan', preset: 'digits-uncorrected' }],
} as const;

const aheadOfAcgan: LearnRow['thresholds'] = [
  { figure: 'agreement', atLeast: 0.85 },
  { figure: 'agreement', atLeast: { arm: 'ac-gan', plus: 0.1 } },
];

/**
 * Symmetric noise leaves the right label the most frequent, so that of 60,000 images an AC-GAN draws the right classes too: there is nothing to be ahead
 * of. Of few images it learns the wrong labels by heart.
 */
export const racGanMnist: LearnRow = {
  ...common,
  name: 'rac-gan-mnist',
  preset: 'digits',
  sentence: 'rAC-GAN draws the digits that it is asked for, though half of the labels that it learns from are drawn at random.',
  data: noisyMnist,
  thresholds: [{ figure: 'agreement', atLeast: 0.85 }],
};

export const racGanFew: LearnRow = {
  ...common,
  name: 'rac-gan-few',
  preset: 'digits',
  sentence: 'rAC-GAN draws the digits that it is asked for, though it has a thousand images and half of their labels are drawn at random.',
  data: fewNoisyMnist,
  thresholds: aheadOfAcgan,
};

export const racGanMistaken: LearnRow = {
  ...common,
  name: 'rac-gan-mistaken',
  preset: 'digits-asymmetric',
  sentence: 'rAC-GAN draws the digits that it is asked for, though five of them are labelled as another one more often than not.',
  data: mistakenMnist,
  thresholds: aheadOfAcgan,
};
