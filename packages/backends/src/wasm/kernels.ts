import { channelsFirst } from '../channelsFirst';
import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel';
import { unfusedConvolution } from '../unfusedConvolution';
import type { FusedAttributes } from '../unfusedConvolution';

import { batchMatMul } from './batchMatMul';
import { mean, sum } from './channelMeans';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { conv3DGradients } from './conv3DGradients';
import { depthwiseConv2dNativeBackpropFilter } from './depthwiseFilterGradient';
import { depthwiseConv2dNativeBackpropInput } from './depthwiseInputGradient';
import { einsum } from './einsum';
import { identity } from './identity';
import { leakyRelu } from './leakyRelu';
import { maxPool3D } from './maxPool3D';
import { maxPoolGrad } from './maxPoolGrad';
import { pooling } from './pooling';
import { conv2D, depthwiseConv2dNative } from './roundedConvolution';
import { unsortedSegmentSum } from './unsortedSegmentSum';

const isKnown = ({ dataFormat, dimRoundingMode = 'floor' }: FusedAttributes): boolean =>
  dataFormat !== 'NCHW' && dimRoundingMode === 'floor';

const fused: readonly Kernel[] = [
  unfusedConvolution(tf.FusedConv2D, tf.Conv2D, isKnown),
  unfusedConvolution(tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNative, isKnown),
];

/** What training needs and stock wasm lacks, does slowly or does wrongly. */
export const wasmKernels: readonly Kernel[] = [
  batchMatMul,
  channelsFirst(conv2D),
  channelsFirst(conv2DBackpropFilter),
  channelsFirst(conv2DBackpropInput),
  ...conv3DGradients,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  einsum,
  ...fused,
  identity,
  leakyRelu,
  maxPool3D,
  maxPoolGrad,
  mean,
  ...pooling,
  sum,
  unsortedSegmentSum,
];
