import { mnist } from '@ganblocks/data/node';
import { convergence, diversity, reconstruction, together } from '../judges/index';
import { reconstructions } from '../pictures/index';
import type { LearnRow } from '../row';

export const beganMnist: LearnRow = {
  name: 'began-mnist',
  system: 'began',
  preset: 'digits',
  sentence: 'BEGAN draws handwritten digits, and more alike ones where it is asked for less diversity.',
  data: mnist,
  judge: together(diversity, convergence, reconstruction),
  pictures: { reconstructions },
  thresholds: [
    { figure: 'score', atLeast: 6.5 },
    { figure: 'frechet', atMost: { arm: 'untrained', times: 0.15 } },
    { figure: 'convergence', atMost: { arm: 'untrained', times: 0.5 } },
  ],
  beside: [{ name: 'less-diversity', config: { diversity: 0.3 } }],
  published: 'in samples of faces, the lower γ of 0.3, 0.5 and 0.7, the more alike they are; no figures',
};
