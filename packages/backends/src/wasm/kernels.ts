import * as tf from '@tensorflow/tfjs-core';
import { channelsFirst } from '../kernels/channelsFirst';
import type { Kernel } from '../kernels/kernel';
import { runningTotals } from '../kernels/runningTotals';
import { batchMatMul } from './batchMatMul';
import { mean, sum } from './channelMeans';
import { compiled, stock } from './compiled/compiled';
import {
  biasedConvolutions,
  convolution,
  filterGradient,
  fusedConvolution,
  groupedConvolutions,
  inputGradient,
} from './compiled/convolutions';
import { depthwiseConvolution, filterGradientOfDepthwise, inputGradientOfDepthwise } from './compiled/depthwiseConvolutions';
import { each, leaky } from './compiled/elementwise';
import { channelScales, normalizations } from './compiled/normalizations';
import { averagePoolGradient } from './compiled/poolingGradient';
import { product } from './compiled/products';
import { rectifiers } from './compiled/rectifiers';
import { means, sums } from './compiled/reductions';
import { upfirdn } from './compiled/resampling';
import { rows } from './compiled/rows';
import { sumsOfSegments } from './compiled/segments';
import { spectral } from './compiled/spectral';
import { updates } from './compiled/updates';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { conv3DGradients } from './conv3DGradients';
import { depthwiseConv2dNativeBackpropFilter } from './depthwiseFilterGradient';
import { depthwiseConv2dNativeBackpropInput } from './depthwiseInputGradient';
import { dilation2D } from './dilation2D';
import { einsum } from './einsum';
import { fusedConv2D, fusedDepthwiseConv2D } from './fusedConvolution';
import { identity } from './identity';
import { leakyRelu } from './leakyRelu';
import { maxPool3D } from './maxPool3D';
import { maxPoolGrad } from './maxPoolGrad';
import { maxPoolWithArgmax } from './maxPoolWithArgmax';
import { oneHot } from './oneHot';
import { pooling } from './pooling';
import { conv2D, depthwiseConv2dNative } from './roundedConvolution';
import { unsortedSegmentSum } from './unsortedSegmentSum';

/** What training needs and stock wasm lacks, does slowly or does wrongly: compiled where that runs, else composed of stock kernels. */
export const wasmKernels: readonly Kernel[] = [
  compiled(stock(tf.AvgPoolGrad), averagePoolGradient),
  compiled(batchMatMul, product),
  ...biasedConvolutions,
  channelsFirst(compiled(conv2D, convolution)),
  channelsFirst(compiled(conv2DBackpropFilter, filterGradient)),
  channelsFirst(compiled(conv2DBackpropInput, inputGradient)),
  ...conv3DGradients,
  compiled(depthwiseConv2dNative, depthwiseConvolution),
  compiled(depthwiseConv2dNativeBackpropFilter, filterGradientOfDepthwise),
  compiled(depthwiseConv2dNativeBackpropInput, inputGradientOfDepthwise),
  dilation2D,
  ...channelScales,
  einsum,
  compiled(stock(tf.Exp), each('exp')),
  compiled(fusedConv2D, fusedConvolution),
  fusedDepthwiseConv2D,
  ...groupedConvolutions,
  identity,
  compiled(leakyRelu, leaky),
  maxPool3D,
  maxPoolGrad,
  maxPoolWithArgmax,
  compiled(mean, means),
  ...normalizations,
  oneHot,
  ...pooling,
  ...rectifiers,
  ...runningTotals,
  ...rows,
  ...spectral,
  compiled(stock(tf.Softplus), each('softplus')),
  compiled(sum, sums),
  compiled(stock(tf.Tanh), each('tanh')),
  compiled(unsortedSegmentSum, sumsOfSegments),
  upfirdn,
  ...updates,
];
