import { tensorflowKernels, tensorflowLacks } from '../tensorflow/kernels';
import type { Backend } from './backend';
import { loadTensorflow, tfjsName } from './loadTensorflow';
import { tfjsPackage } from './tfjsPackage';

/** TensorFlow's C library with CUDA, in Node. */
export const tensorflowGpu = {
  name: 'tensorflow-gpu',
  tfjsName,
  packages: () => [tfjsPackage('tfjs-node-gpu')],
  places: ['node'],
  load: () => loadTensorflow('@tensorflow/tfjs-node-gpu'),
  kernels: tensorflowKernels,
  lacking: tensorflowLacks,
} as const satisfies Backend;
