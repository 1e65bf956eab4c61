import { equalizedLearningRate, spectralNorm } from '../../reparametrization/index';
import type { LayerExamples } from '../layerExamples';
import { adaptiveConv2d } from '../../modulation/adaptiveConv2d';
import { modulatedConv2d } from '../../modulation/modulatedConv2d';

const reparam = equalizedLearningRate();
const inputs = [{ shape: [4, 4, 2] }, { shape: [3] }];

export const modulationExamples: LayerExamples = {
  GanModulatedConv2d: [
    {
      make: () => modulatedConv2d({ channels: 3, kernelSize: 3, up: 2, reparam }),
      inputs: [{ shape: [2, 3, 2] }, { shape: [3] }],
      outputShape: [4, 6, 3],
      weights: ['kernel', 'bias', 'affine', 'affineBias'],
      refuses: [
        {
          make: () => modulatedConv2d({ channels: 0, kernelSize: 3 }),
          error: 'modulatedConv2d: channels must be a positive integer. Got 0.',
        },
        {
          make: () => modulatedConv2d({ channels: 1, kernelSize: 3, up: 2, down: 2 }),
          error: 'modulatedConv2d: up and down must be integers >= 1, one of them 1. Got up 2, down 2.',
        },
        {
          make: () => modulatedConv2d({ channels: 1, kernelSize: 3, epsilon: 0 }),
          error: 'modulatedConv2d: epsilon must be above 0. Got 0.',
        },
        { make: () => modulatedConv2d({ channels: 1, kernelSize: 3, filter: [] }), error: 'modulatedConv2d: filter must have the axes' },
        {
          make: () => modulatedConv2d({ channels: 1, kernelSize: 3, down: 3 }),
          inputs: [[3, 2, 2], [3]],
          error: 'modulatedConv2d: down must leave an output. Got down 3, 2 pixels.',
        },
        { inputs: [[4, 4, 2]], error: 'modulatedConv2d: the inputs must be [x, w]. Got 1.' },
        { inputs: [[4, 4, 2], [3, 3]], error: 'modulatedConv2d: w must be [N, D]. Got [null, 3, 3].' }, // prettier-ignore
        { inputs: [[3], [3]], error: 'modulatedConv2d: the input must be images [N, H, W, C].' },
      ],
    },
    {
      make: () => modulatedConv2d({ channels: 2, kernelSize: [3, 1], down: 2, filter: [0.25, 0.75], epsilon: 0.1, useBias: false }),
      inputs,
      outputShape: [2, 2, 2],
    },
    {
      make: () => modulatedConv2d({ channels: 3, kernelSize: 1, demodulate: false }),
      inputs,
      outputShape: [4, 4, 3],
    },
    { make: () => modulatedConv2d({ channels: 2, kernelSize: [2, 3], padding: [0, 1], flipKernel: true }), inputs, outputShape: [3, 4, 2] },
    {
      make: () => modulatedConv2d({ channels: 2, kernelSize: 3, demodulate: false, reparam: spectralNorm({ warmUp: 1 }) }),
      inputs,
      weights: ['kernel', 'bias', 'affine', 'affineBias', 'u', 'v', 'affineU', 'affineV'],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanAdaptiveConv2d: [
    {
      make: () => adaptiveConv2d({ channels: 3, kernelSize: 3, kernels: 2, reparam }),
      inputs: [{ shape: [3, 2, 2] }, { shape: [3] }],
      outputShape: [3, 2, 3],
      weights: ['kernel', 'bias', 'affine', 'affineBias', 'select', 'selectBias'],
      refuses: [
        {
          make: () => adaptiveConv2d({ channels: 1, kernelSize: 3, kernels: 0 }),
          error: 'adaptiveConv2d: kernels must be a positive integer. Got 0.',
        },
        { inputs: [[3, 2, 2]], error: 'adaptiveConv2d: the inputs must be [x, w]. Got 1.' },
      ],
    },
    {
      make: () => adaptiveConv2d({ channels: 2, kernelSize: [3, 2], padding: [1, 0], kernels: 3, demodulate: false, useBias: false }),
      inputs: [{ shape: [2, 3, 2] }, { shape: [2] }],
      outputShape: [2, 2, 2],
    },
  ],
};
