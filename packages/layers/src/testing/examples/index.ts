import type { LayerExamples } from '../layerExamples';
import { activationExamples } from './activation';
import { attentionExamples } from './attention';
import { blockExamples } from './blocks';
import { conditionExamples } from './condition';
import { convolutionExamples } from './convolution';
import { denseExamples } from './dense';
import { modulationExamples } from './modulation';
import { modulatedNormalizationExamples } from './modulatedNormalization';
import { normalizationExamples } from './normalization';
import { poolingExamples } from './pooling';
import { recurrentExamples } from './recurrent';
import { resamplingExamples } from './resampling';
import { shapeExamples } from './shape';
import { statisticsExamples } from './statistics';
import { styleExamples } from './style';

/** At least one for each registered layer; layers of several shapes or options have several. */
export const layerExamples: LayerExamples = {
  ...activationExamples,
  ...attentionExamples,
  ...blockExamples,
  ...conditionExamples,
  ...convolutionExamples,
  ...denseExamples,
  ...modulationExamples,
  ...modulatedNormalizationExamples,
  ...normalizationExamples,
  ...poolingExamples,
  ...recurrentExamples,
  ...resamplingExamples,
  ...shapeExamples,
  ...statisticsExamples,
  ...styleExamples,
};
