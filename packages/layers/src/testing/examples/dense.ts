import * as initializers from '../../initializers/index';
import { equalizedLearningRate, spectralNorm, weightNorm } from '../../reparametrization/index';
import type { LayerExamples } from '../layerExamples';
import { dense } from '../../dense/dense';

const normal = initializers.normal({ deviation: 0.5 });

export const denseExamples: LayerExamples = {
  GanDense: [
    {
      make: () => dense({ units: 4, biasInitializer: normal }),
      inputs: [3],
      outputShape: [4],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => dense({ units: 0 }), error: 'dense: units must be a positive integer. Got 0.' },
        { inputs: [[]], error: 'dense: the input must be [N, …, C] with a known C. Got [null].' },
        {
          make: () => dense({ units: 1, reparam: { kind: 'orthogonal' } }),
          error: "dense: reparam must be one that is registered. Got 'orthogonal', known are:",
        },
        {
          make: () => dense({ units: 1, reparam: { kind: 'spectralNorm', iterations: 0 } }),
          error: 'spectralNorm: iterations must be an integer >= 1',
        },
        {
          make: () => dense({ units: 1, reparam: [spectralNorm(), spectralNorm()] }),
          error: 'dense: reparam must name each kind once. Got spectralNorm, spectralNorm.',
        },
      ],
    },
    { make: () => dense({ units: 2, useBias: false, initializer: normal }), inputs: [2, 3], outputShape: [2, 2], weights: ['kernel'] },
    {
      make: () => dense({ units: 4, reparam: spectralNorm({ iterations: 2 }) }),
      inputs: [3],
      weights: ['kernel', 'bias', 'u', 'v'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
    {
      make: () => dense({ units: 4, reparam: [equalizedLearningRate({ learningRateMultiplier: 0.5 }), weightNorm()] }),
      inputs: [3],
      weights: ['kernel', 'bias', 'gain'],
    },
    {
      make: () => dense({ units: 2, reparam: weightNorm({ learnsGain: false }) }),
      inputs: [3],
      weights: ['kernel', 'bias', 'gain'],
      constants: ['gain'],
    },
  ],
};
