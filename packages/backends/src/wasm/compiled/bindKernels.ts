import * as tf from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { messageOf } from '../../notInstalled';
import { kernelsRun, loadKernelModule, type KernelModule, type WasmBackend } from '../module/kernelModule';
import { matMul } from '../module/matMul';

/** The kernels of each backend that was started; undefined where it cannot have them. */
const bound = new WeakMap<object, KernelModule | undefined>();

/** Our compiled kernels on this backend, where they are bound to it. */
export const kernelsOf = (backend: unknown): KernelModule | undefined => bound.get(backend as object);

/** Multiplies two small matrices: where something of tfjs's inside is not as expected, it shows here. */
async function selfTest(module: KernelModule): Promise<void> {
  const [a, b] = [tf.tensor1d([1, 2, 3, 4]), tf.tensor1d([5, 6, 7, 8])];
  const product = tf.engine().makeTensorFromTensorInfo(matMul(module, a, b, { rows: 2, inner: 2, columns: 2 }));
  const values = [...(await product.data())];
  tf.dispose([a, b, product]);
  check(values.join() === '19,22,43,50', () => `a product of matrices came out as ${values.join()}`);
}

async function bind(backend: WasmBackend): Promise<KernelModule> {
  check(kernelsRun(), () => 'this engine has no WebAssembly with SIMD');
  const module = await loadKernelModule(backend);
  await selfTest(module);
  return module;
}

/**
 * Binds our compiled kernels to the memory of the backend in use, once. Where that fails, one line on the console says so, and
 * all goes on with compositions of stock kernels.
 */
export async function bindKernels(): Promise<void> {
  const backend = tf.backend() as unknown as WasmBackend;
  if (bound.has(backend)) return;
  try {
    bound.set(backend, await bind(backend));
  } catch (error) {
    bound.set(backend, undefined);
    globalThis.console.warn(`ganblocks: backend wasm runs without the compiled kernels and trains more slowly: ${messageOf(error)}`);
  }
}
