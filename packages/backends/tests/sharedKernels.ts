import { expect } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { loadKernelModule, type KernelModule, type WasmBackend } from '../src/wasm/module/kernelModule';
import { createPool, type Pool } from '../src/wasm/pool/pool';
import { startShared } from '../src/wasm/pool/startShared';

/** The kernels on a fresh wasm backend whose memory threads share. */
export async function startSharedKernels(): Promise<KernelModule> {
  tf.env().set('IS_TEST', true);
  setThreadsCount(1);
  expect(await startShared({ place: 'node' })).toEqual({ started: true });
  await tf.ready();
  return loadKernelModule(tf.backend() as unknown as WasmBackend);
}

/** A pool of so many threads; unless told otherwise it takes also what is far too small to be worth it. */
export const poolOf = (
  module: KernelModule,
  threads: number,
  more: { readonly shortest?: number; readonly patience?: number; readonly source?: string } = { shortest: 1 },
): Promise<Pool> => createPool({ module: module.compiled, memory: module.memory, kernels: module.kernels, threads, ...more });

/** The bits of a result, which is disposed. */
export async function bitsOf({ dataId }: tf.TensorInfo): Promise<Int32Array> {
  const backend = tf.backend() as unknown as WasmBackend;
  const values = await backend.read(dataId);
  backend.disposeData(dataId);
  return new Int32Array(values.slice().buffer);
}
