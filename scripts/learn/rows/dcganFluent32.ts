import { fluentEmoji } from '../data/fluentEmoji';
import { fluent } from '../judges/index';
import type { LearnRow } from '../row';

export const dcganFluent32: LearnRow = {
  name: 'dcgan-fluent-32',
  system: 'dcgan',
  preset: 'emoji-32',
  sentence: 'DCGAN draws Fluent emoji of 32 x 32.',
  data: fluentEmoji,
  judge: fluent,
  thresholds: [{ figure: 'frechet', atMost: { arm: 'untrained', times: 0.25 } }],
};
