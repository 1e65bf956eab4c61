import * as initializers from '../../initializers/index';
import type { LayerExamples } from '../layerExamples';
import { batchNorm } from '../../normalization/batchNorm';

export const normalizationExamples: LayerExamples = {
  GanBatchNorm: [
    {
      make: () => batchNorm(),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: ['scale', 'offset', 'movingMean', 'movingVariance'],
      refuses: [
        {
          make: () => batchNorm({ momentum: 1.1 }),
          error: "batchNorm: momentum must lie in [0, 1]. Got 1.1. PyTorch's momentum m is 1 - m here.",
        },
        { make: () => batchNorm({ epsilon: 0 }), error: 'batchNorm: epsilon must be above 0. Got 0.' },
      ],
    },
    {
      make: () => batchNorm({ useScale: false, useOffset: false, momentum: 0.5, unbiased: false }),
      inputs: [4],
      trainingDiffers: true,
      weights: ['movingMean', 'movingVariance'],
    },
    { make: () => batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }) }), inputs: [4], trainingDiffers: true },
  ],
};
