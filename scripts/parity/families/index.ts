import type { Family } from '../family';
import { activation } from './activation';
import { attention } from './attention';
import { augmentation } from './augmentation';
import { auxiliary } from './auxiliary';
import { convolution } from './convolution';
import { fourierFeatures } from './fourierFeatures';
import { losses } from './losses';
import { metrics } from './metrics';
import { modulation } from './modulation';
import { modulatedNormalization } from './modulatedNormalization';
import { normalization } from './normalization';
import { optimizers } from './optimizers';
import { penalties } from './penalties';
import { reparametrization } from './reparametrization';
import { reconstruction } from './reconstruction';
import { recurrent } from './recurrent';
import { resampling } from './resampling';
import { residualBlocks } from './residualBlocks';
import { statistics } from './statistics';
import { style } from './style';
import { translationBlocks } from './translationBlocks';
import { styleBlocks } from './styleBlocks';

/** The first family whose pattern matches a case computes it; a case that none matches is missing. */
export const families: readonly Family[] = [
  ...convolution,
  ...normalization,
  ...reparametrization,
  ...modulation,
  ...modulatedNormalization,
  ...resampling,
  ...fourierFeatures,
  ...statistics,
  ...style,
  ...translationBlocks,
  ...residualBlocks,
  ...styleBlocks,
  ...activation,
  ...attention,
  ...augmentation,
  ...recurrent,
  ...losses,
  ...penalties,
  ...auxiliary,
  ...reconstruction,
  ...optimizers,
  ...metrics,
];
