import { wasmKernels } from '../wasm/kernels';
import type { Backend } from './backend';

/** WebAssembly with SIMD: no build, no driver, and with our kernels it trains. */
export const wasm = {
  name: 'wasm',
  packageName: '@tensorflow/tfjs-backend-wasm',
  load: (): Promise<unknown> => import('@tensorflow/tfjs-backend-wasm'),
  kernels: wasmKernels,
} as const satisfies Backend;
