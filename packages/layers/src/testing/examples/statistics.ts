import * as initializers from '../../initializers/index';
import { spectralNorm } from '../../reparametrization/index';
import { minibatchDiscrimination } from '../../statistics/minibatchDiscrimination';
import { minibatchStdDev } from '../../statistics/minibatchStdDev';
import type { LayerExamples } from '../layerExamples';

export const statisticsExamples: LayerExamples = {
  GanMinibatchDiscrimination: [
    {
      make: () => minibatchDiscrimination({ kernels: 2, dimensions: 3, initializer: initializers.normal({ deviation: 0.5 }) }),
      inputs: [4],
      outputShape: [6],
      weights: ['kernel'],
      refuses: [
        { make: () => minibatchDiscrimination({ kernels: 0, dimensions: 3 }), error: 'kernels must be a positive integer. Got 0.' },
        { make: () => minibatchDiscrimination({ kernels: 2, dimensions: 1.5 }), error: 'dimensions must be a positive integer. Got 1.5.' },
        { inputs: [[2, 2, 3]], error: 'minibatchDiscrimination: the input must be [N, A]. Got [null, 2, 2, 3].' },
      ],
    },
    {
      make: () => minibatchDiscrimination({ kernels: 3, dimensions: 2, countsSelf: false, reparam: spectralNorm({ warmUp: 0 }) }),
      inputs: [2],
      outputShape: [5],
      weights: ['kernel', 'u', 'v'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanMinibatchStdDev: [
    {
      make: () => minibatchStdDev({ groupSize: 2 }),
      inputs: [2, 3, 2],
      batchSize: 4,
      outputShape: [2, 3, 3],
      weights: [],
      refuses: [
        { make: () => minibatchStdDev({ groupSize: 0 }), error: 'minibatchStdDev: groupSize must be a positive integer. Got 0.' },
        { make: () => minibatchStdDev({ epsilon: -1 }), error: 'minibatchStdDev: epsilon must be at least 0. Got -1.' },
        { make: () => minibatchStdDev({ features: 3 }), error: 'features must divide the channels. Got features 3, channels 2.' },
        { inputs: [[4]], error: 'minibatchStdDev: the input must be images [N, H, W, C]. Got [null, 4].' },
      ],
    },
    { make: () => minibatchStdDev({ features: 2 }), inputs: [2, 2, 4], outputShape: [2, 2, 6] },
  ],
};
