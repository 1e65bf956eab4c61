import { importFailure } from '../notInstalled';
import { runningTotals } from '../kernels/runningTotals';
import type { Backend } from './backend';
import { tfjsPackage } from './tfjsPackage';

/** Plain JavaScript: complete, and some 500 times slower than wasm at a training step of DCGAN. */
export const cpu = {
  name: 'cpu',
  packages: () => [tfjsPackage('tfjs-backend-cpu')],
  places: ['node', 'browser'],
  load: async () => {
    try {
      await import('@tensorflow/tfjs-backend-cpu');
    } catch (cause) {
      throw importFailure('@tensorflow/tfjs-backend-cpu', cause);
    }
    return undefined;
  },
  kernels: runningTotals,
  lacking: [],
} as const satisfies Backend;
