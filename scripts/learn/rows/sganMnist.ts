import { semiSupervisedImages } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';
import { testError } from '../judges/index';
import type { LearnRow } from '../row';

export const sganMnist: LearnRow = {
  name: 'sgan-mnist',
  system: 'sgan',
  preset: 'digits',
  sentence: 'The semi-supervised GAN reads digits after it has been told ten of each.',
  data: () => semiSupervisedImages(mnistTable(), { perClass: 10, seed: 7 }),
  judge: testError,
  thresholds: [
    { figure: 'error', atMost: 0.05 },
    { figure: 'error', atMost: { arm: 'supervised', times: 1 / 3 } },
  ],
  beside: [{ name: 'supervised', config: { unlabelledWeight: 0 } }],
  published: '93 of 10,000 test images wrong, ± 6.5, with 100 labels (Salimans et al. 2016, table 1)',
};
