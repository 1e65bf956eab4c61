import type { Family } from '../family';
import { activation } from './activation';
import { attention } from './attention';
import { convolution } from './convolution';
import { losses } from './losses';
import { metrics } from './metrics';
import { modulation } from './modulation';
import { modulatedNormalization } from './modulatedNormalization';
import { normalization } from './normalization';
import { optimizers } from './optimizers';
import { reparametrization } from './reparametrization';
import { recurrent } from './recurrent';
import { resampling } from './resampling';
import { statistics } from './statistics';
import { style } from './style';
import { unets } from './unet';

/** The first family whose pattern matches a case computes it; a case that none matches is missing. */
export const families: readonly Family[] = [
  ...convolution,
  ...normalization,
  ...reparametrization,
  ...modulation,
  ...modulatedNormalization,
  ...resampling,
  ...statistics,
  ...style,
  ...unets,
  ...activation,
  ...attention,
  ...recurrent,
  ...losses,
  ...optimizers,
  ...metrics,
];
