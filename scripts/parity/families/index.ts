import type { Family } from '../family';
import { activation } from './activation';
import { convolution } from './convolution';
import { losses } from './losses';
import { metrics } from './metrics';
import { normalization } from './normalization';
import { optimizers } from './optimizers';
import { resampling } from './resampling';

/** The first family whose pattern matches a case computes it; a case that none matches is missing. */
export const families: readonly Family[] = [
  ...convolution,
  ...normalization,
  ...resampling,
  ...activation,
  ...losses,
  ...optimizers,
  ...metrics,
];
