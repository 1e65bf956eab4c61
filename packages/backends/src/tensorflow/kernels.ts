import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel';
import { unfusedConvolution } from '../unfusedConvolution';
import type { FusedAttributes } from '../unfusedConvolution';
import { axes } from './axes';
import { conv3D } from './conv3D';
import { convolutions } from './convolutions';
import { pooling } from './pooling';

const isKnown = ({ pad, dataFormat }: FusedAttributes): boolean => dataFormat !== 'NCHW' && (pad === 'same' || pad === 'valid');

const fused: readonly Kernel[] = [
  unfusedConvolution(tf.FusedConv2D, tf.Conv2D, isKnown),
  unfusedConvolution(tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNative, isKnown),
];

/** What tfjs-node lacks of TensorFlow, or computes otherwise than the other backends. */
export const tensorflowKernels: readonly Kernel[] = [...axes, ...conv3D, ...convolutions, ...fused, ...pooling];

/** What tfjs-node has no kernel for. */
export const tensorflowLacks: readonly string[] = [
  'BitwiseAnd',
  'DenseBincount',
  'Draw',
  'MaxPoolWithArgmax',
  'RaggedGather',
  'RaggedRange',
  'RaggedTensorToTensor',
  'RotateWithOffset',
  'SearchSorted',
  'SparseFillEmptyRows',
  'SparseReshape',
  'SparseSegmentMean',
  'SparseSegmentSum',
  'StringNGrams',
  'StringSplit',
  'StringToHashBucketFast',
  'Transform',
];
