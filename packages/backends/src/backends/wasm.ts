import * as tf from '@tensorflow/tfjs-core';
import { importFailure } from '../notInstalled';
import { bindKernels, kernelsOf } from '../wasm/compiled/bindKernels';
import { wasmKernels } from '../wasm/kernels';
import { startShared, THREADS_FLAG } from '../wasm/pool/startShared';
import { useThreads } from '../wasm/pool/useThreads';
import type { Backend } from './backend';
import { tfjsPackage } from './tfjsPackage';
import { tfjsWasmPaths } from './wasmPaths';

const one = { count: 1, asked: false };
/** Why the backend that was started has a memory that threads do not share. */
let refusal: string | undefined;

const load: Backend['load'] = async ({ place, wasmPaths, threads = one }) => {
  let backend;
  try {
    backend = await import('@tensorflow/tfjs-backend-wasm');
  } catch (cause) {
    throw importFailure('@tensorflow/tfjs-backend-wasm', cause);
  }
  // Where a page may have threads, tfjs hands them its own source as text, which minifiers break: it would wait for them for ever.
  if (place === 'browser' && !(THREADS_FLAG in tf.env().getFlags())) tf.env().set(THREADS_FLAG, false);
  if (wasmPaths !== undefined) backend.setWasmPaths(tfjsWasmPaths(wasmPaths));
  // Ours are the threads: tfjs's own kernels stay on one.
  if (threads.count > 1) backend.setThreadsCount(1);
  return undefined;
};

const start: Backend['start'] = async ({ place, threads = one }) => {
  if (threads.count === 1 || 'wasm' in tf.engine().registry) return tf.setBackend('wasm');
  const result = await startShared({ place });
  refusal = result.refusal;
  return result.started;
};

const prepare: Backend['prepare'] = async ({ threads = one }) => {
  await bindKernels();
  return useThreads(kernelsOf(tf.backend()), threads, refusal);
};

/** WebAssembly with SIMD: no build, no driver, and with our kernels it trains. */
export const wasm = {
  name: 'wasm',
  packages: () => [tfjsPackage('tfjs-backend-wasm')],
  places: ['node', 'browser'],
  load,
  start,
  prepare,
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
