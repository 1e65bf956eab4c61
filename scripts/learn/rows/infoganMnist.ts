import { mnist } from '@ganblocks/data/node';
import { codes } from '../judges/index';
import { categoryRows } from '../pictures/index';
import type { LearnRow } from '../row';

export const infoganMnist: LearnRow = {
  name: 'infogan-mnist',
  system: 'infogan',
  preset: 'digits',
  sentence: 'InfoGAN finds a code for the digits without their labels.',
  data: mnist,
  judge: codes,
  thresholds: [{ figure: 'agreement', atLeast: 0.7 }],
  pictures: { categories: categoryRows },
  published: 'an error of 5 % by its code, read off test images and matched to digits (section 7.2)',
};
