import * as initializers from '../../initializers/index';
import { equalizedLearningRate, spectralNorm } from '../../reparametrization/index';
import type { LayerExamples } from '../layerExamples';
import { adain } from '../../normalization/adain';
import { classConditionalBatchNorm } from '../../normalization/classConditionalBatchNorm';
import { conditionalBatchNorm } from '../../normalization/conditionalBatchNorm';
import { featureAdain } from '../../normalization/featureAdain';
import { selfModulatedBatchNorm } from '../../normalization/selfModulatedBatchNorm';
import { spade } from '../../normalization/spade';

const normal = initializers.normal({ mean: 0.5, deviation: 0.5 });
const moving = ['movingMean', 'movingVariance'];

/** Normalizations whose scale and offset come from a second input. */
export const modulatedNormalizationExamples: LayerExamples = {
  GanConditionalBatchNorm: [
    {
      make: () => conditionalBatchNorm(),
      inputs: [{ shape: [2, 2, 3] }, { shape: [5] }],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: ['scale', 'offset', ...moving],
      refuses: [
        { make: () => conditionalBatchNorm({ momentum: -1 }), error: 'conditionalBatchNorm: momentum must lie in [0, 1]. Got -1.' },
        { make: () => conditionalBatchNorm({ epsilon: -1 }), error: 'conditionalBatchNorm: epsilon must be above 0. Got -1.' },
        { inputs: [[2, 3]], error: 'conditionalBatchNorm: the inputs must be [x, condition]. Got 1.' },
        {
          inputs: [
            [2, 3],
            [4, 1],
          ],
          error: 'conditionalBatchNorm: condition must be [N, D]. Got [null, 4, 1].',
        },
      ],
    },
    {
      make: () =>
        conditionalBatchNorm({ useBias: true, reparam: spectralNorm({ warmUp: 0 }), momentum: 0.5, unbiased: false, epsilon: 0.1 }),
      inputs: [{ shape: [4] }, { shape: [3] }],
      trainingDiffers: true,
      weights: ['scale', 'scaleBias', 'offset', 'offsetBias', 'scaleU', 'scaleV', 'offsetU', 'offsetV', ...moving],
      derivatives: 'inference',
    },
  ],
  GanClassConditionalBatchNorm: [
    {
      make: () => classConditionalBatchNorm({ classes: 3, scaleInitializer: normal, offsetInitializer: normal }),
      inputs: [{ shape: [2, 2, 3] }, { shape: [], of: { below: 3 } }],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: ['scale', 'offset', ...moving],
      refuses: [
        {
          make: () => classConditionalBatchNorm({ classes: 0 }),
          error: 'classConditionalBatchNorm: classes must be a positive integer. Got 0.',
        },
        { inputs: [[2, 3], [3]], error: 'classConditionalBatchNorm: labels must be [N], a whole number for each example. Got [null, 3].' },
      ],
    },
    {
      make: () => classConditionalBatchNorm({ classes: 2, momentum: 0, unbiased: false, epsilon: 0.1 }),
      inputs: [{ shape: [3] }, { shape: [], of: { below: 2 } }],
      trainingDiffers: true,
    },
  ],
  GanSelfModulatedBatchNorm: [
    {
      make: () => selfModulatedBatchNorm({ hidden: 4 }),
      inputs: [{ shape: [2, 2, 3] }, { shape: [5] }],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: ['hidden', 'hiddenBias', 'scale', 'scaleBias', 'offset', 'offsetBias', ...moving],
      refuses: [
        {
          make: () => selfModulatedBatchNorm({ hidden: 0.5 }),
          error: 'selfModulatedBatchNorm: hidden must be a positive integer. Got 0.5.',
        },
        { inputs: [[2, 3], []], error: 'selfModulatedBatchNorm: latent must be [N, D]. Got [null].' },
      ],
    },
    {
      make: () =>
        selfModulatedBatchNorm({
          hidden: 3,
          shareHidden: false,
          reparam: equalizedLearningRate(),
          momentum: 0.5,
          unbiased: false,
          epsilon: 0.1,
        }),
      inputs: [{ shape: [4] }, { shape: [2] }],
      trainingDiffers: true,
      weights: [...['hidden', 'hiddenBias', 'offsetHidden', 'offsetHiddenBias', 'scale', 'scaleBias', 'offset', 'offsetBias'], ...moving],
    },
  ],
  GanAdain: [
    {
      make: () => adain({ epsilon: 1e-3, biasInitializer: normal }),
      inputs: [{ shape: [3, 2, 3] }, { shape: [4] }],
      outputShape: [3, 2, 3],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => adain({ epsilon: 0 }), error: 'adain: epsilon must be above 0. Got 0.' },
        { inputs: [[3], [4]], error: 'adain: the input must have places between batch and channels, [N, …, C]. Got [null, 3].' },
        {
          inputs: [
            [3, 2, 3],
            [2, 2],
          ],
          error: 'adain: style must be [N, D]. Got [null, 2, 2].',
        },
      ],
    },
    {
      make: () => adain({ useBias: false, reparam: equalizedLearningRate(), epsilon: 1e-3 }),
      inputs: [{ shape: [4, 2] }, { shape: [3] }],
      weights: ['kernel'],
    },
  ],
  GanFeatureAdain: [
    {
      make: () => featureAdain(),
      inputs: [{ shape: [3, 2, 3] }, { shape: [2, 4, 3] }],
      outputShape: [3, 2, 3],
      weights: [],
      refuses: [
        { make: () => featureAdain({ epsilon: 0 }), error: 'featureAdain: epsilon must be above 0. Got 0.' },
        {
          inputs: [
            [3, 2, 3],
            [3, 2, 2],
          ],
          error: 'featureAdain: content and style must have the same channels. Got 3 and 2.',
        },
        { inputs: [[3, 2, 3], [3]], error: 'featureAdain: the input must have places between batch and channels' },
      ],
    },
    { make: () => featureAdain({ epsilon: 0.1 }), inputs: [{ shape: [4, 2] }, { shape: [3, 2] }] },
  ],
  GanSpade: [
    {
      make: () => spade({ hidden: 3 }),
      inputs: [{ shape: [4, 2, 2] }, { shape: [2, 4, 3] }],
      outputShape: [4, 2, 2],
      trainingDiffers: true,
      weights: ['hidden', 'hiddenBias', 'scale', 'scaleBias', 'offset', 'offsetBias', ...moving],
      refuses: [
        { make: () => spade({ hidden: 0 }), error: 'spade: hidden must be a positive integer. Got 0.' },
        { make: () => spade({ kernelSize: 4 }), error: 'spade: kernelSize must be an odd positive integer' },
        { make: () => spade({ norm: 'layer' as 'batch' }), error: "spade: norm must be 'batch' or 'instance'. Got 'layer'." },
        { inputs: [[4, 2, 2], [3]], error: 'spade: the input must be images [N, H, W, C]. Got [null, 3].' },
      ],
    },
    {
      make: () => spade({ hidden: 2, kernelSize: 1, norm: 'instance', useBias: false }),
      inputs: [{ shape: [3, 2, 2] }, { shape: [3, 2, 2] }],
      weights: ['hidden', 'scale', 'offset'],
    },
  ],
};
