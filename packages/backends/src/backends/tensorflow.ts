import { tensorflowKernels, tensorflowLacks } from '../tensorflow/kernels';
import type { Backend } from './backend';
import { loadTensorflow, tfjsName } from './loadTensorflow';
import { tfjsPackage } from './tfjsPackage';

/** TensorFlow's C library on the processor, in Node. */
export const tensorflow = {
  name: 'tensorflow',
  tfjsName,
  packages: () => [tfjsPackage('tfjs-node')],
  places: ['node'],
  load: () => loadTensorflow('@tensorflow/tfjs-node'),
  kernels: tensorflowKernels,
  lacking: tensorflowLacks,
} as const satisfies Backend;
