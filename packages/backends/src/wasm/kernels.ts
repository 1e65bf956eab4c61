import { channelsFirst } from '../kernels/channelsFirst';
import type { Kernel } from '../kernels/kernel';
import { runningTotals } from '../kernels/runningTotals';
import { batchMatMul } from './batchMatMul';
import { mean, sum } from './channelMeans';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { conv3DGradients } from './conv3DGradients';
import { depthwiseConv2dNativeBackpropFilter } from './depthwiseFilterGradient';
import { depthwiseConv2dNativeBackpropInput } from './depthwiseInputGradient';
import { dilation2D } from './dilation2D';
import { einsum } from './einsum';
import { fusedConvolutions } from './fusedConvolution';
import { identity } from './identity';
import { leakyRelu } from './leakyRelu';
import { maxPool3D } from './maxPool3D';
import { maxPoolGrad } from './maxPoolGrad';
import { maxPoolWithArgmax } from './maxPoolWithArgmax';
import { oneHot } from './oneHot';
import { pooling } from './pooling';
import { conv2D, depthwiseConv2dNative } from './roundedConvolution';
import { unsortedSegmentSum } from './unsortedSegmentSum';

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
  dilation2D,
  einsum,
  ...fusedConvolutions,
  identity,
  leakyRelu,
  maxPool3D,
  maxPoolGrad,
  maxPoolWithArgmax,
  mean,
  oneHot,
  ...pooling,
  ...runningTotals,
  sum,
  unsortedSegmentSum,
];
