import { spectralNorm, weightNorm } from '../../reparametrization/index';
import type { LayerExamples } from '../layerExamples';
import { convMean2d } from '../../convolution/convMean2d';
import { conv2d } from '../../convolution/conv2d';
import { conv2dTranspose } from '../../convolution/conv2dTranspose';
import { depthwiseConv2d } from '../../convolution/depthwiseConv2d';
import { upConv2d } from '../../convolution/upConv2d';

export const convolutionExamples: LayerExamples = {
  GanConv2d: [
    {
      make: () => conv2d({ channels: 3, kernelSize: 3, stride: 2, padding: 1 }),
      inputs: [5, 4, 2],
      outputShape: [3, 2, 3],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => conv2d({ channels: 0, kernelSize: 3 }), error: 'conv2d: channels must be a positive integer. Got 0.' },
        { make: () => conv2d({ channels: 1, kernelSize: [3, 0] }), error: 'conv2d: kernelSize must be a positive integer or a pair' },
        {
          inputs: [[5, 2, 2]],
          make: () => conv2d({ channels: 1, kernelSize: 3 }),
          error: 'conv2d: the kernel must fit into the padded image.',
        },
        { inputs: [[2]], error: 'conv2d: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.' },
        {
          make: () => conv2d({ channels: 4, kernelSize: 1, groups: 3 }),
          error: 'conv2d: groups must divide the input and the output channels. Got groups 3, channels 2 and 4.',
        },
      ],
    },
    {
      make: () => conv2d({ channels: 2, kernelSize: [3, 2], dilation: [2, 1], padding: 'same', useBias: false }),
      inputs: [5, 4, 2],
      outputShape: [5, 4, 2],
      weights: ['kernel'],
    },
    { make: () => conv2d({ channels: 4, kernelSize: 3, padding: [1, 0], groups: 2 }), inputs: [4, 4, 2], outputShape: [4, 2, 4] },
    { make: () => conv2d({ channels: 2, kernelSize: 2, stride: 2, dilation: 2 }), inputs: [5, 4, 2], outputShape: [2, 1, 2] },
    {
      make: () => conv2d({ channels: 3, kernelSize: 2, reparam: spectralNorm({ evaluation: 'iterate' }) }),
      inputs: [3, 3, 2],
      weights: ['kernel', 'bias', 'u', 'v'],
      derivatives: 'none',
    },
  ],
  GanConv2dTranspose: [
    {
      make: () => conv2dTranspose({ channels: 3, kernelSize: 4, stride: 2, padding: 1 }),
      inputs: [3, 2, 2],
      outputShape: [6, 4, 3],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => conv2dTranspose({ channels: 1, kernelSize: 3, outputPadding: 1 }), error: 'outputPadding' },
        {
          make: () => conv2dTranspose({ channels: 2, kernelSize: 3, groups: 2, reparam: spectralNorm() }),
          error: 'conv2dTranspose: a reparam must have one group',
        },
        { inputs: [[2, 2]], error: 'conv2dTranspose: the input must be images [N, H, W, C]. Got [null, 2, 2]. Reshape it first.' },
      ],
    },
    {
      make: () => conv2dTranspose({ channels: 2, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1, useBias: false }),
      inputs: [2, 2, 2],
      outputShape: [4, 4, 2],
      weights: ['kernel'],
    },
    { make: () => conv2dTranspose({ channels: 2, kernelSize: [2, 3] }), inputs: [1, 1, 3], outputShape: [2, 3, 2] },
    { make: () => conv2dTranspose({ channels: 4, kernelSize: 2, dilation: 2, groups: 2 }), inputs: [2, 2, 2], outputShape: [4, 4, 4] },
    {
      make: () => conv2dTranspose({ channels: 3, kernelSize: 2, reparam: weightNorm() }),
      inputs: [2, 2, 2],
      weights: ['kernel', 'bias', 'gain'],
    },
  ],
  GanDepthwiseConv2d: [
    {
      make: () => depthwiseConv2d({ kernelSize: 3, multiplier: 2, stride: 2, padding: 1 }),
      inputs: [5, 4, 2],
      outputShape: [3, 2, 4],
      weights: ['kernel', 'bias'],
      refuses: [
        {
          make: () => depthwiseConv2d({ kernelSize: 3, multiplier: 0 }),
          error: 'depthwiseConv2d: multiplier must be a positive integer. Got 0.',
        },
      ],
    },
    { make: () => depthwiseConv2d({ kernelSize: [1, 2], dilation: [1, 2], useBias: false }), inputs: [2, 4, 3], outputShape: [2, 2, 3] },
  ],
  GanUpConv2d: [
    {
      make: () => upConv2d({ channels: 3, kernelSize: 3, padding: 1 }),
      inputs: [3, 2, 2],
      outputShape: [6, 4, 3],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => upConv2d({ channels: 0, kernelSize: 3 }), error: 'upConv2d: channels must be a positive integer. Got 0.' },
        {
          make: () => upConv2d({ channels: 1, kernelSize: 3, factor: 1.5 }),
          error: 'upConv2d: factor must be a positive integer. Got 1.5.',
        },
        {
          inputs: [[1, 1, 2]],
          make: () => upConv2d({ channels: 1, kernelSize: 3 }),
          error: 'upConv2d: the kernel must fit into the padded image.',
        },
        { inputs: [[2]], error: 'upConv2d: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.' },
      ],
    },
    {
      make: () => upConv2d({ channels: 2, kernelSize: [2, 3], padding: 'same', factor: 3, useBias: false }),
      inputs: [2, 1, 2],
      outputShape: [6, 3, 2],
      weights: ['kernel'],
    },
    { make: () => upConv2d({ channels: 2, kernelSize: 1 }), inputs: [2, 3, 2], outputShape: [4, 6, 2] },
    {
      make: () => upConv2d({ channels: 3, kernelSize: 3, reparam: spectralNorm({ evaluation: 'iterate' }) }),
      inputs: [2, 2, 2],
      weights: ['kernel', 'bias', 'u', 'v'],
      derivatives: 'none',
    },
  ],
  GanConvMean2d: [
    {
      make: () => convMean2d({ channels: 3, kernelSize: 3, padding: 1 }),
      inputs: [5, 4, 2],
      outputShape: [2, 2, 3],
      weights: ['kernel', 'bias'],
      refuses: [
        { make: () => convMean2d({ channels: 0, kernelSize: 3 }), error: 'convMean2d: channels must be a positive integer. Got 0.' },
        { make: () => convMean2d({ channels: 1, kernelSize: 3, size: 0 }), error: 'convMean2d: size must be a positive integer. Got 0.' },
        { inputs: [[1, 4, 2]], error: 'convMean2d: the kernel must fit into the padded image.' },
        { inputs: [[2]], error: 'convMean2d: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.' },
      ],
    },
    {
      make: () => convMean2d({ channels: 2, kernelSize: [2, 3], padding: 'same', size: 3, useBias: false }),
      inputs: [6, 3, 2],
      outputShape: [2, 1, 2],
      weights: ['kernel'],
    },
    { make: () => convMean2d({ channels: 2, kernelSize: 1 }), inputs: [4, 5, 2], outputShape: [2, 2, 2] },
    {
      make: () => convMean2d({ channels: 3, kernelSize: 3, padding: 1, reparam: weightNorm() }),
      inputs: [4, 4, 2],
      weights: ['kernel', 'bias', 'gain'],
    },
  ],
};
