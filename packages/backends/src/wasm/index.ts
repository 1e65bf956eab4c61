import '@tensorflow/tfjs-backend-wasm';
import { wasm } from '../backends/wasm';
import { installKernels } from '../kernels/installKernels';
import { atStart } from './atStart';
import { bindKernels } from './compiled/bindKernels';
import type { WasmBackend } from './module/kernelModule';

/**
 * Importing `@ganblocks/backends/wasm` gives the wasm backend of TensorFlow.js the kernels that it lacks, does slowly or does wrongly, so that any
 * program trains on it, with convolutions too. The program needs nothing else of GANBlocks, and starts the backend as it always did:
 * `tf.setBackend('wasm')` and `tf.ready()` wait until the kernels are there.
 *
 * Where wasm had started before this import, `ready` resolves when they are there; else at once.
 *
 * @example
 * import '@ganblocks/backends/wasm';
 *
 * await tf.setBackend('wasm');
 */
export const ready: Promise<void> = atStart('wasm', async (backend) => {
  await bindKernels(backend as unknown as WasmBackend);
  installKernels(wasm, backend);
});
