import * as initializers from '../../initializers/index';
import { spectralNorm } from '../../reparametrization/index';
import { combineRgb } from '../../style/combineRgb';
import { conditioningAugmentation } from '../../style/conditioningAugmentation';
import { embedding } from '../../style/embedding';
import { projectionHead } from '../../style/projectionHead';
import { skipLayerExcitation } from '../../style/skipLayerExcitation';
import type { ExampleInput } from '../layerExample';
import type { LayerExamples } from '../layerExamples';

/** Whose vectors still move. */
const notYet = spectralNorm({ warmUp: 0 });
const strong = initializers.constant(0.5);
const labels: ExampleInput = { shape: [], of: { below: 5 } };
const latents: ExampleInput = { shape: [3] };
const features: ExampleInput = { shape: [2, 3, 4] };
const rgb: ExampleInput = { shape: [2, 3, 2] };
const low: ExampleInput = { shape: [4, 8, 2] };

export const conditionExamples: LayerExamples = {
  GanCombineRgb: [
    {
      make: () => combineRgb(),
      inputs: [features, rgb],
      outputShape: [2, 3, 6],
      weights: [],
      refuses: [
        { make: () => combineRgb({ form: 'linearConcat' }), error: "Got none with 'linearConcat'." },
        { make: () => combineRgb({ channels: 3 }), error: "left out with 'simple'. Got 3 with 'simple'." },
        { inputs: [[2, 3, 4]], error: 'combineRgb: the inputs must be [features, rgb]. Got 1.' },
        { inputs: [[4], [2]], error: 'combineRgb: the input must be images [N, H, W, C]. Got [null, 4].' },
      ],
    },
    {
      make: () => combineRgb({ form: 'linearConcat', channels: 3 }),
      inputs: [features, rgb],
      outputShape: [2, 3, 7],
      weights: ['kernel', 'bias'],
    },
    {
      make: () => combineRgb({ form: 'concatLinear', channels: 3, reparam: notYet }),
      inputs: [features, rgb],
      outputShape: [2, 3, 3],
      weights: ['kernel', 'bias', 'u', 'v'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanConditioningAugmentation: [
    {
      make: () => conditioningAugmentation({ size: 2, inference: 'mean' }),
      inputs: [3],
      outputShapes: [[2], [2], [2]],
      weights: ['kernel', 'bias'],
      trainingDiffers: true,
      refuses: [
        { make: () => conditioningAugmentation({ size: 0 }), error: 'conditioningAugmentation: size must be a positive integer. Got 0.' },
        { inputs: [[3, 2]], error: 'conditioningAugmentation: the text must be [N, T]. Got [null, 3, 2].' },
      ],
    },
    {
      make: () => conditioningAugmentation({ size: 3, activation: 'relu', inference: 'mean', biasInitializer: strong }),
      inputs: [2],
      weights: ['kernel', 'bias'],
      trainingDiffers: true,
    },
  ],
  GanEmbedding: [
    {
      make: () => embedding({ classes: 5, size: 3 }),
      inputs: [labels],
      outputShape: [3],
      weights: ['table'],
      refuses: [
        { make: () => embedding({ classes: 0, size: 3 }), error: 'embedding: classes must be a positive integer. Got 0.' },
        { inputs: [[1]], error: 'embedding: labels must be [N], a whole number for each example. Got [null, 1].' },
      ],
    },
    {
      make: () => embedding({ classes: 5, size: 2, useBias: true, reparam: notYet }),
      inputs: [labels],
      weights: ['table', 'bias', 'tableU', 'tableV'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanProjectionHead: [
    {
      make: () => projectionHead({ classes: 5 }),
      inputs: [latents, labels],
      outputShape: [1],
      weights: ['kernel', 'bias', 'table'],
      refuses: [
        { make: () => projectionHead({ classes: 0 }), error: 'projectionHead: classes must be a positive integer. Got 0.' },
        { inputs: [[3]], error: 'projectionHead: the inputs must be [features, labels]. Got 1.' },
        { inputs: [[2, 2, 3], []], error: 'projectionHead: features must be [N, C]. Got [null, 2, 2, 3].' },
        { inputs: [[3], [5]], error: 'projectionHead: labels must be [N], a whole number for each example. Got [null, 5].' },
      ],
    },
    {
      make: () => projectionHead({ classes: 5, useBias: false, tableInitializer: initializers.normal(), reparam: notYet }),
      inputs: [latents, labels],
      weights: ['kernel', 'table', 'u', 'v', 'tableU', 'tableV'],
      constants: ['u', 'v'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanSkipLayerExcitation: [
    {
      make: () => skipLayerExcitation({ pooled: 2 }),
      inputs: [{ shape: [3, 5, 3] }, low],
      outputShape: [3, 5, 3],
      weights: ['squeeze', 'expand'],
      refuses: [
        { make: () => skipLayerExcitation({ hidden: 0 }), error: 'skipLayerExcitation: hidden must be a positive integer. Got 0.' },
        { make: () => skipLayerExcitation({ activation: 'tanh' as 'swish' }), error: "must be 'leakyRelu' or 'swish'. Got 'tanh'." },
        {
          make: () => skipLayerExcitation({ pooled: 3 }),
          error: 'low must be pooled to 3x3 by equal windows. Got 4x8. Use multiples of 3.',
        },
        { inputs: [[4, 4, 2]], error: 'skipLayerExcitation: the inputs must be [high, low]. Got 1.' },
      ],
    },
    {
      make: () => skipLayerExcitation({ hidden: 2, pooled: 4, activation: 'swish', reparam: notYet }),
      inputs: [{ shape: [2, 2, 3] }, low],
      weights: ['squeeze', 'expand', 'squeezeU', 'squeezeV', 'expandU', 'expandV'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
};
