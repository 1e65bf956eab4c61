import * as initializers from '../../initializers/index';
import type { LayerExamples } from '../layerExamples';
import { batchNorm } from '../../normalization/batchNorm';
import { groupNorm } from '../../normalization/groupNorm';
import { instanceNorm } from '../../normalization/instanceNorm';
import { layerNorm } from '../../normalization/layerNorm';
import { pixelNorm } from '../../normalization/pixelNorm';
import { virtualBatchNorm } from '../../normalization/virtualBatchNorm';

const affine = ['scale', 'offset'];
const moving = ['movingMean', 'movingVariance'];
const half = initializers.constant(0.5);

export const normalizationExamples: LayerExamples = {
  GanBatchNorm: [
    {
      make: () => batchNorm(),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: [...affine, ...moving],
      refuses: [
        {
          make: () => batchNorm({ momentum: 1.1 }),
          error: "batchNorm: momentum must lie in [0, 1]. Got 1.1. PyTorch's momentum m is 1 - m here.",
        },
        { make: () => batchNorm({ epsilon: 0 }), error: 'batchNorm: epsilon must be above 0. Got 0.' },
        { inputs: [[]], error: 'batchNorm: the input must be [N, …, C] with a known C. Got [null].' },
      ],
    },
    {
      make: () => batchNorm({ useScale: false, useOffset: false, momentum: 0.5, unbiased: false, epsilon: 0.1 }),
      inputs: [4],
      trainingDiffers: true,
      weights: moving,
    },
    {
      make: () => batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }), offsetInitializer: half }),
      inputs: [4],
      trainingDiffers: true,
    },
  ],
  GanInstanceNorm: [
    {
      make: () => instanceNorm(),
      inputs: [3, 2, 3],
      outputShape: [3, 2, 3],
      weights: affine,
      refuses: [
        { make: () => instanceNorm({ epsilon: 0 }), error: 'instanceNorm: epsilon must be above 0. Got 0.' },
        { make: () => instanceNorm({ momentum: 2 }), error: 'instanceNorm: momentum must lie in [0, 1]. Got 2.' },
        {
          inputs: [[3]],
          error: 'instanceNorm: the input must have places between batch and channels, [N, …, C]. Got [null, 3].',
        },
      ],
    },
    { make: () => instanceNorm({ useScale: false, useOffset: false }), inputs: [5, 2], weights: [] },
    {
      make: () =>
        instanceNorm({ trackStatistics: true, momentum: 0.5, unbiased: false, epsilon: 0.1, scaleInitializer: half, useOffset: false }),
      inputs: [3, 2, 3],
      trainingDiffers: true,
      weights: ['scale', ...moving],
    },
  ],
  GanLayerNorm: [
    {
      make: () => layerNorm(),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      weights: affine,
      refuses: [
        { make: () => layerNorm({ over: 'batch' as 'sample' }), error: "layerNorm: over must be 'sample' or 'channels'. Got 'batch'." },
        { inputs: [[]], error: 'layerNorm: the input must be [N, …, C] with a known C. Got [null].' },
      ],
    },
    { make: () => layerNorm({ over: 'channels', epsilon: 0.1, useScale: false, offsetInitializer: half }), inputs: [3, 4] },
  ],
  GanGroupNorm: [
    {
      make: () => groupNorm({ groups: 2 }),
      inputs: [2, 2, 4],
      outputShape: [2, 2, 4],
      weights: affine,
      refuses: [
        { make: () => groupNorm({ groups: 0 }), error: 'groupNorm: groups must be a positive integer. Got 0.' },
        { inputs: [[2, 2, 3]], error: 'groupNorm: groups must divide the channels. Got groups 2, channels 3.' },
        { inputs: [[4]], error: 'groupNorm: the input must have places between batch and channels' },
      ],
    },
    { make: () => groupNorm({ groups: 1, useScale: false, useOffset: false, epsilon: 0.1 }), inputs: [4, 3], weights: [] },
  ],
  GanPixelNorm: [
    {
      make: () => pixelNorm(),
      inputs: [2, 2, 4],
      outputShape: [2, 2, 4],
      weights: [],
      refuses: [
        { make: () => pixelNorm({ epsilon: 0 }), error: 'pixelNorm: epsilon must be above 0. Got 0.' },
        { inputs: [[]], error: 'pixelNorm: the input must be [N, …, C] with a known C. Got [null].' },
      ],
    },
    { make: () => pixelNorm({ epsilon: 0.1 }), inputs: [5] },
  ],
  GanVirtualBatchNorm: [
    {
      make: () => virtualBatchNorm({ referenceSize: 2 }),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      weights: affine,
      batchSize: 4,
      refuses: [
        {
          make: () => virtualBatchNorm({ referenceSize: 0 }),
          error: 'virtualBatchNorm: referenceSize must be a positive integer. Got 0.',
        },
        { inputs: [[]], error: 'virtualBatchNorm: the input must be [N, …, C] with a known C. Got [null].' },
      ],
    },
    {
      make: () => virtualBatchNorm({ referenceSize: 1, useScale: false, offsetInitializer: half, epsilon: 0.1 }),
      inputs: [3],
      weights: ['offset'],
    },
  ],
};
