import { mnist } from '@ganblocks/data/node';
import { nearestNeighbour } from '../judges/index';
import { reconstructions } from '../pictures/index';
import type { LearnRow } from '../row';

export const biganMnist: LearnRow = {
  name: 'bigan-mnist',
  system: 'bigan',
  preset: 'digits',
  sentence: 'BiGAN finds features of digits without their labels: the nearest neighbour by them shows the same digit.',
  data: mnist,
  judge: nearestNeighbour,
  thresholds: [
    { figure: 'nearestNeighbour', atLeast: 0.9 },
    // Where generator and encoder stand still, the encoder is a random one whose batch norm has seen the images.
    { figure: 'nearestNeighbour', atLeast: { arm: 'still', plus: 0.05 } },
  ],
  pictures: { reconstructions },
  published: '97.39 % (97.30 % by the features of a discriminator, 97.44 and 97.13 % by those of the two latent regressors)',
};
