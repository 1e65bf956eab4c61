import * as initializers from '../../initializers/index';
import { equalizedLearningRate, spectralNorm, weightNorm } from '../../reparametrization/index';
import { crossAttention } from '../../attention/crossAttention';
import { l2Attention } from '../../attention/l2Attention';
import { multiHeadAttention } from '../../attention/multiHeadAttention';
import { selfAttention } from '../../attention/selfAttention';
import { sparseAttention } from '../../attention/sparseAttention';
import { wordAttention } from '../../attention/wordAttention';
import type { LayerExamples } from '../layerExamples';

/** γ away from 0, where the projections have gradients. */
const gammaInitializer = initializers.constant(0.5);
const biasInitializer = initializers.normal({ deviation: 0.1 });

const twoHeads = [
  { pattern: 'floor', direction: 'leftToRight' },
  { pattern: 'repetitive', direction: 'rightToLeft' },
] as const;

export const attentionExamples: LayerExamples = {
  GanSelfAttention: [
    {
      make: () => selfAttention({ gammaInitializer }),
      inputs: [4, 6, 8],
      outputShape: [4, 6, 8],
      weights: ['query', 'key', 'value', 'output', 'gamma'],
      batchSize: 2,
      refuses: [
        { make: () => selfAttention({ pool: 0 }), error: 'selfAttention: pool must be a positive integer. Got 0.' },
        { make: () => selfAttention({ keyChannels: 1.5 }), error: 'selfAttention: keyChannels must be a positive integer. Got 1.5.' },
        {
          make: () => selfAttention({ pool: 5 }),
          error: "selfAttention: pool must be at most the image's height and width. Got pool 5, an image of 4 × 6.",
        },
        { inputs: [[4, 8]], error: 'selfAttention: the input must be images [N, H, W, C]. Got [null, 4, 8]. Reshape it first.' },
      ],
    },
    {
      make: () =>
        selfAttention({
          gammaInitializer,
          pool: 1,
          useOutput: false,
          useBias: true,
          biasInitializer,
          keyChannels: 2,
          returnAttention: true,
        }),
      inputs: [2, 3, 4],
      outputShapes: [
        [2, 3, 4],
        [6, 6],
      ],
      weights: ['query', 'queryBias', 'key', 'keyBias', 'value', 'valueBias', 'gamma'],
    },
    {
      make: () => selfAttention({ gammaInitializer, keyChannels: 4, reparam: spectralNorm({ warmUp: 0 }), returnAttention: true }),
      inputs: [5, 4, 4],
      outputShapes: [
        [5, 4, 4],
        [20, 4],
      ],
      batchSize: 2,
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanSparseAttention: [
    {
      make: () => sparseAttention({ gammaInitializer, keyChannels: 8, valueChannels: 8 }),
      inputs: [4, 4, 2],
      outputShape: [4, 4, 2],
      weights: ['query', 'key', 'value', 'output', 'gamma'],
      batchSize: 2,
      refuses: [
        { make: () => sparseAttention({ heads: [] }), error: 'sparseAttention: heads must hold at least one pattern. Got none.' },
        {
          make: () => sparseAttention({ heads: [{ pattern: 'flor' as 'floor', direction: 'leftToRight' }] }),
          error: "sparseAttention: pattern must be 'floor' or 'repetitive'. Got 'flor'.",
        },
        { make: () => sparseAttention({ keyChannels: 8, valueChannels: 8, reparam: { kind: 'other' } }), error: "Got 'other', known are" },
        { inputs: [[4, 2]], error: 'sparseAttention: the input must be images [N, H, W, C]. Got [null, 4, 2]. Reshape it first.' },
        { inputs: [[4, 5, 2]], error: "sparseAttention: pool must divide the image's height and width. Got pool 2, an image of 4 × 5." },
        { inputs: [[4, 10, 2]], error: 'or nothing leaves the last one. Got 2 × 5 keys, 1 in the last block of 3' },
        {
          make: () => sparseAttention(),
          inputs: [[4, 4, 32]],
          error: 'sparseAttention: heads must divide keyChannels. Got 8 heads, 4 channels. Choose other heads, or give keyChannels.',
        },
      ],
    },
    {
      make: () => sparseAttention({ gammaInitializer, heads: twoHeads, pool: 1, keyChannels: 2, useOutput: false, returnAttention: true }),
      inputs: [3, 3, 4],
      outputShapes: [
        [3, 3, 4],
        [2, 9, 9],
      ],
      weights: ['query', 'key', 'value', 'gamma'],
      batchSize: 2,
    },
    {
      make: () => sparseAttention({ gammaInitializer, heads: twoHeads, keyChannels: 4, reparam: weightNorm() }),
      inputs: [4, 4, 4],
      batchSize: 2,
      weights: ['query', 'queryGain', 'key', 'keyGain', 'value', 'valueGain', 'output', 'outputGain', 'gamma'],
    },
  ],
  GanWordAttention: [
    {
      make: () => wordAttention(),
      inputs: [{ shape: [2, 3, 4] }, { shape: [5, 3] }, { shape: [5], of: 'mask' }],
      outputShapes: [
        [2, 3, 4],
        [6, 5],
      ],
      weights: ['kernel'],
      refuses: [
        {
          make: () => wordAttention({ reparam: { kind: 'unknown' } }),
          error: "wordAttention: reparam must be one that is registered. Got 'unknown'",
        },
        { inputs: [[2, 3, 4]], error: 'wordAttention: the inputs must be [image, words] or [image, words, mask]. Got 1.' },
        {
          inputs: [
            [3, 4],
            [5, 3],
          ],
          error: 'wordAttention: the input must be images [N, H, W, C]. Got [null, 3, 4].',
        },
        { inputs: [[2, 3, 4], [5, 3], [4]], error: 'wordAttention: mask must have a number for each of the 5 words. Got 4.' },
        { inputs: [[2, 3, 4], [5]], error: 'wordAttention: words must be [N, L, E]. Got [null, 5].' },
      ],
    },
    {
      make: () => wordAttention({ useBias: true, biasInitializer }),
      inputs: [{ shape: [2, 2, 3] }, { shape: [4, 3] }],
      weights: ['kernel', 'bias'],
    },
  ],
  GanMultiHeadAttention: [
    {
      make: () => multiHeadAttention({ heads: 2, biasInitializer }),
      inputs: [5, 4],
      outputShape: [5, 4],
      weights: ['query', 'queryBias', 'key', 'keyBias', 'value', 'valueBias', 'output', 'outputBias'],
      refuses: [
        { make: () => multiHeadAttention({ heads: 0 }), error: 'multiHeadAttention: heads must be a positive integer. Got 0.' },
        {
          make: () => multiHeadAttention({ heads: 3 }),
          error: 'multiHeadAttention: heads must divide the channels, or headChannels be given. Got 3 heads, 4 channels.',
        },
        {
          make: () => multiHeadAttention({ heads: 2, useOutput: false, units: 3 }),
          error: 'multiHeadAttention: units must be left out where useOutput is false, as nothing gives so many channels. Got 3.',
        },
        { inputs: [[4]], error: 'multiHeadAttention: x must be [N, L, C]. Got [null, 4].' },
      ],
    },
    {
      make: () => multiHeadAttention({ heads: 3, headChannels: 2, units: 5, useBias: false, returnAttention: true }),
      inputs: [4, 4],
      outputShapes: [
        [4, 5],
        [3, 4, 4],
      ],
      weights: ['query', 'key', 'value', 'output'],
    },
    {
      make: () => multiHeadAttention({ heads: 1, useOutput: false, useBias: false, reparam: equalizedLearningRate() }),
      inputs: [3, 2],
      outputShape: [3, 2],
      weights: ['query', 'key', 'value'],
    },
  ],
  GanCrossAttention: [
    {
      make: () => crossAttention({ heads: 2, biasInitializer }),
      inputs: [{ shape: [3, 4] }, { shape: [5, 3] }, { shape: [5], of: 'mask' }],
      outputShape: [3, 4],
      weights: ['query', 'queryBias', 'key', 'keyBias', 'value', 'valueBias', 'output', 'outputBias'],
      refuses: [
        { make: () => crossAttention({ heads: 2, units: 0 }), error: 'crossAttention: units must be a positive integer. Got 0.' },
        { inputs: [[3, 4]], error: 'crossAttention: the inputs must be [x, context] or [x, context, keyMask]. Got 1.' },
        { inputs: [[3, 4], [5, 3], [4]], error: 'crossAttention: keyMask must have a number for each of the 5 keys. Got 4.' },
        { inputs: [[3, 4], [5]], error: 'crossAttention: context must be [N, K, E]. Got [null, 5].' },
      ],
    },
    {
      make: () => crossAttention({ heads: 1, headChannels: 3, useBias: false, useOutput: false, returnAttention: true }),
      inputs: [{ shape: [3, 4] }, { shape: [2, 3] }],
      outputShapes: [
        [3, 3],
        [1, 3, 2],
      ],
      weights: ['query', 'key', 'value'],
    },
  ],
  GanL2Attention: [
    {
      make: () => l2Attention({ heads: 2 }),
      inputs: [4, 4],
      outputShape: [4, 4],
      weights: ['query', 'value', 'output'],
      refuses: [
        { make: () => l2Attention({ heads: 1.5 }), error: 'l2Attention: heads must be a positive integer. Got 1.5.' },
        { inputs: [[2, 2, 4]], error: 'l2Attention: x must be [N, L, C]. Got [null, 2, 2, 4].' },
      ],
    },
    {
      make: () => l2Attention({ heads: 1, headChannels: 3, useOutput: false, lipschitz: false, returnAttention: true }),
      inputs: [3, 2],
      outputShapes: [
        [3, 3],
        [1, 3, 3],
      ],
      weights: ['query', 'value'],
    },
  ],
};
