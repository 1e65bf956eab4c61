import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { messageOf } from '../../notInstalled';
import { kernelsRun, loadKernelModule, type KernelModule, type WasmBackend } from '../module/kernelModule';
import { matMul } from '../module/matMul';
import { refuseFullHeap } from '../refuseFullHeap';

/** The kernels of each backend that was started; undefined where it cannot have them. */
const bound = new WeakMap<object, KernelModule | undefined>();

/** Our compiled kernels on this backend, where they are bound to it. */
export const kernelsOf = (backend: unknown): KernelModule | undefined => bound.get(backend as object);

/** Multiplies two small matrices by way of tfjs: where something of its inside is not as expected, it shows here. The engine need not know the backend yet. */
async function selfTest(module: KernelModule): Promise<void> {
  const { backend } = module;
  const tensorOf = (values: readonly number[]): TensorInfo => {
    const shape = [values.length];
    return { dataId: backend.write(Float32Array.from(values), shape, 'float32'), shape, dtype: 'float32' };
  };
  const [a, b] = [tensorOf([1, 2, 3, 4]), tensorOf([5, 6, 7, 8])];
  const product = matMul(module, a, b, { rows: 2, inner: 2, columns: 2 });
  const values = (await backend.read(product.dataId)).join();
  for (const { dataId } of [a, b, product]) backend.disposeData(dataId);
  check(values === '19,22,43,50', () => `a product of matrices came out as ${values}`);
}

async function bind(backend: WasmBackend): Promise<KernelModule> {
  check(kernelsRun(), () => 'this engine has no WebAssembly with SIMD');
  const module = await loadKernelModule(backend);
  await selfTest(module);
  return module;
}

/**
 * Binds our compiled kernels to the memory of a wasm backend, once; of that in use, unless told otherwise. Where that fails, one line on
 * the console says so, and all goes on with compositions of stock kernels. Either way a heap that is full is an error from now on.
 */
export async function bindKernels(backend = tf.backend() as unknown as WasmBackend): Promise<void> {
  if (bound.has(backend)) return;
  refuseFullHeap(backend.wasm);
  try {
    bound.set(backend, await bind(backend));
  } catch (error) {
    bound.set(backend, undefined);
    globalThis.console.warn(`ganblocks: backend wasm runs without the compiled kernels and trains more slowly: ${messageOf(error)}`);
  }
}
