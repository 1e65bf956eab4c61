import type { LayerExamples } from '../layerExamples';
import { activationExamples } from './activation';
import { convolutionExamples } from './convolution';
import { denseExamples } from './dense';
import { normalizationExamples } from './normalization';

/** At least one for each registered layer; layers of several shapes or options have several. */
export const layerExamples: LayerExamples = {
  ...activationExamples,
  ...convolutionExamples,
  ...denseExamples,
  ...normalizationExamples,
};
