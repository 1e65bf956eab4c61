import { attributeImages } from '@ganblocks/data';
import { mnist } from '@ganblocks/data/node';
import { taggedEmoji } from '../data/taggedEmoji';
import { askedDigits, askedTags } from '../judges/index';
import type { LearnRow } from '../row';

export const cganMnist: LearnRow = {
  name: 'cgan-mnist',
  system: 'cgan',
  preset: 'digits',
  sentence: 'CGAN draws the handwritten digit that it is asked for.',
  data: mnist,
  judge: askedDigits,
  thresholds: [{ figure: 'agreement', atLeast: 0.9 }],
};

export const cganEmojiTags: LearnRow = {
  name: 'cgan-emoji-tags',
  system: 'cgan',
  preset: 'emoji-tags',
  sentence: 'CGAN draws Fluent emoji of the tags that it is asked for.',
  data: async () => attributeImages(await taggedEmoji()),
  judge: askedTags,
  thresholds: [],
};
