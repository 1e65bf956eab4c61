import type { LearnRow } from '../row';
import { cganEmojiTags, cganMnist } from './cgan';
import { dcganFluent32 } from './dcganFluent32';
import { dcganMnist } from './dcganMnist';
import { ganGrid } from './ganGrid';
import { ganModern } from './ganModern';
import { ganOriginal } from './ganOriginal';
import { lapganMnist } from './lapganMnist';
import { projectionCganMnist } from './projectionCganMnist';
import { snganFluent } from './snganFluent';
import { snganMnist } from './snganMnist';
import { stackedDcgan } from './stackedDcgan';
import { stackedWganGp } from './stackedWganGp';
import { wganGpGrid } from './wganGpGrid';
import { wganGpMnist } from './wganGpMnist';
import { wganGpRing } from './wganGpRing';
import { wganMnist } from './wganMnist';

/** Every row of `npm run learn`, in its order: a file each. */
export const rows: readonly LearnRow[] = [
  ganModern,
  ganOriginal,
  ganGrid,
  cganMnist,
  cganEmojiTags,
  dcganMnist,
  dcganFluent32,
  lapganMnist,
  stackedDcgan,
  stackedWganGp,
  wganMnist,
  wganGpMnist,
  wganGpRing,
  wganGpGrid,
  snganMnist,
  snganFluent,
  projectionCganMnist,
];
