import type { LearnRow } from '../row';
import { acganMnist } from './acganMnist';
import { beganMnist } from './beganMnist';
import { biganMnist } from './biganMnist';
import { cganEmojiTags, cganMnist } from './cgan';
import { dcganFluent32 } from './dcganFluent32';
import { dcganMnist } from './dcganMnist';
import { ebganMnist } from './ebganMnist';
import { ganGrid } from './ganGrid';
import { ganModern } from './ganModern';
import { ganOriginal } from './ganOriginal';
import { infoganMnist } from './infoganMnist';
import { lapganMnist } from './lapganMnist';
import { projectionCganMnist } from './projectionCganMnist';
import { racGanFew, racGanMistaken, racGanMnist } from './racGanMnist';
import { rcGanMnist } from './rcGanMnist';
import { sganMnist } from './sganMnist';
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
  acganMnist,
  dcganMnist,
  dcganFluent32,
  biganMnist,
  infoganMnist,
  lapganMnist,
  stackedDcgan,
  stackedWganGp,
  wganMnist,
  wganGpMnist,
  wganGpRing,
  wganGpGrid,
  sganMnist,
  snganMnist,
  snganFluent,
  projectionCganMnist,
  ebganMnist,
  beganMnist,
  racGanMnist,
  racGanFew,
  racGanMistaken,
  rcGanMnist,
];
