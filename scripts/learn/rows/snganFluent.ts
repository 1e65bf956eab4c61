import { fluentEmoji } from '../data/fluentEmoji';
import { fluent } from '../judges/index';
import type { LearnRow } from '../row';

export const snganFluent: LearnRow = {
  name: 'sngan-fluent-32',
  system: 'sngan',
  preset: 'emoji-32',
  sentence: 'SN-GAN draws Fluent emoji of 32 x 32.',
  data: fluentEmoji,
  judge: fluent,
  thresholds: [{ figure: 'frechet', atMost: { arm: 'untrained', times: 0.25 } }],
};
