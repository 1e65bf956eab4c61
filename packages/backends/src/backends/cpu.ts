import type { Backend } from './backend';

/** Plain JavaScript: complete and exact, and some 40 times slower than wasm at convolutions. */
export const cpu = {
  name: 'cpu',
  packageName: '@tensorflow/tfjs-backend-cpu',
  load: (): Promise<unknown> => import('@tensorflow/tfjs-backend-cpu'),
  kernels: [],
} as const satisfies Backend;
