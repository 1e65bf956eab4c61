import type { Backend } from './backend';

/** Plain JavaScript: complete, and some 500 times slower than wasm at a training step of DCGAN. */
export const cpu = {
  name: 'cpu',
  packageName: '@tensorflow/tfjs-backend-cpu',
  load: (): Promise<unknown> => import('@tensorflow/tfjs-backend-cpu'),
  kernels: [],
} as const satisfies Backend;
