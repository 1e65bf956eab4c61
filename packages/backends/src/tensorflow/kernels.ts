import type { Kernel } from '../kernels/kernel';
import { axes } from './axes';
import { conv3D } from './conv3D';
import { convolutions } from './convolutions';
import { fusedConvolutions } from './fusedConvolution';
import { pooling } from './pooling';

/** What tfjs-node lacks of TensorFlow, or computes otherwise than the other backends. */
export const tensorflowKernels: readonly Kernel[] = [...axes, ...conv3D, ...convolutions, ...fusedConvolutions, ...pooling];

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
