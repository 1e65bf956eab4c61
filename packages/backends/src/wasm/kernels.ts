import type { Kernel } from '../kernel';
import { batchMatMul } from './batchMatMul';
import { mean, sum } from './channelMeans';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { depthwiseConv2dNativeBackpropFilter } from './depthwiseFilterGradient';
import { depthwiseConv2dNativeBackpropInput } from './depthwiseInputGradient';
import { einsum } from './einsum';
import { identity } from './identity';
import { leakyRelu } from './leakyRelu';
import { maxPoolGrad } from './maxPoolGrad';
import { unsortedSegmentSum } from './unsortedSegmentSum';

/** What training needs and stock wasm lacks or does slowly. */
export const wasmKernels: readonly Kernel[] = [
  batchMatMul,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  einsum,
  identity,
  leakyRelu,
  maxPoolGrad,
  mean,
  sum,
  unsortedSegmentSum,
];
