import { webgpuKernels } from '../webgpu/kernels';
import type { Backend } from './backend';
import { loadWebgpu } from './loadWebgpu';
import { tfjsPackage } from './tfjsPackage';

/** Compute shaders on a graphics card: in browsers, and in Node through Dawn, without CUDA. */
export const webgpu = {
  name: 'webgpu',
  packages: (place) => [tfjsPackage('tfjs-backend-webgpu'), ...(place === 'node' ? ['webgpu@0.6.2'] : [])],
  places: ['node', 'browser'],
  load: (request) => loadWebgpu(request),
  kernels: webgpuKernels,
  lacking: [
    'BitwiseAnd',
    'NonMaxSuppressionV4',
    'RaggedGather',
    'RaggedRange',
    'RaggedTensorToTensor',
    'SparseFillEmptyRows',
    'SparseReshape',
    'StaticRegexReplace',
    'StringSplit',
    'StringToHashBucketFast',
    'Unique',
  ],
} as const satisfies Backend;
