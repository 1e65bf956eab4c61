import { GanError } from '@ganblocks/core';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import type { Kernel } from './kernel';

/** Where nothing else does, this one has all kernels. */
const COMPLETE = 'cpu';

/**
 * A kernel that TensorFlow.js does not have for a backend: whoever needs it is told so, and what to do, instead of
 * `Kernel 'FFT' not registered`. One that a later version brings is left in peace.
 */
export const lackingKernel = (name: string, backend: string): Kernel => ({
  name,
  build: (original): KernelFunc =>
    original ??
    (() => {
      throw new GanError(
        `${name}: expected a backend that computes it. Got ${backend}, for which TensorFlow.js has no such kernel. ` +
          `Compute this op elsewhere: useBackend('${COMPLETE}') has it, or leave it out of the model.`,
      );
    }),
});
