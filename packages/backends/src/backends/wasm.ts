import * as tf from '@tensorflow/tfjs-core';
import { importFailure } from '../notInstalled';
import { bindKernels } from '../wasm/compiled/bindKernels';
import { wasmKernels } from '../wasm/kernels';
import type { Backend } from './backend';
import { tfjsPackage } from './tfjsPackage';
import { tfjsWasmPaths } from './wasmPaths';

const threads = 'WASM_HAS_MULTITHREAD_SUPPORT';

const load: Backend['load'] = async ({ place, wasmPaths }) => {
  let backend;
  try {
    backend = await import('@tensorflow/tfjs-backend-wasm');
  } catch (cause) {
    throw importFailure('@tensorflow/tfjs-backend-wasm', cause);
  }
  // Where a page may have threads, tfjs hands them its own source as text, which minifiers break: it would wait for them for ever.
  if (place === 'browser' && !(threads in tf.env().getFlags())) tf.env().set(threads, false);
  if (wasmPaths !== undefined) backend.setWasmPaths(tfjsWasmPaths(wasmPaths));
  return undefined;
};

/** WebAssembly with SIMD: no build, no driver, and with our kernels it trains. */
export const wasm = {
  name: 'wasm',
  packages: () => [tfjsPackage('tfjs-backend-wasm')],
  places: ['node', 'browser'],
  load,
  prepare: bindKernels,
  kernels: wasmKernels,
  lacking: [
    'Complex',
    'ComplexAbs',
    'Draw',
    'FFT',
    'IFFT',
    'Imag',
    'RaggedGather',
    'RaggedRange',
    'RaggedTensorToTensor',
    'Real',
    'StaticRegexReplace',
  ],
} as const satisfies Backend;
