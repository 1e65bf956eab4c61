import { check } from '@ganblocks/core';
import { convolutionGeometry } from '../convolutionGeometry';
import { messageOf } from '../../notInstalled';
import { conv2d } from '../module/convolution';
import { isShared, type KernelModule, type WasmBackend } from '../module/kernelModule';
import { createPool, type Pool } from './pool';
import type { WantedThreads } from './threadCount';

const warn = (reason: string): void =>
  globalThis.console.warn(`ganblocks: backend wasm computes on one thread, and not on several: ${reason}`);

type Shape = [number, number, number, number];
const IMAGES: Shape = [1, 32, 32, 8];
const FILTER: Shape = [3, 3, 8, 24];

/** A convolution that is large enough to be cut, as bits. */
async function convolved(module: KernelModule): Promise<string> {
  const { backend } = module;
  const tensorOf = (shape: Shape) => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => ((i * 37) % 101) / 64 - 0.7);
    return { dataId: backend.write(values, shape, 'float32'), shape, dtype: 'float32' as const };
  };
  const [x, w] = [tensorOf(IMAGES), tensorOf(FILTER)];
  const result = { dataId: {}, dtype: 'float32' as const, shape: [1, 32, 32, 24] };
  const y = conv2d(module, x, w, convolutionGeometry(x.shape, w.shape, result, { strides: 1, pad: 'same' }));
  const bits = new Int32Array((await backend.read(y.dataId)).slice().buffer).join();
  for (const { dataId } of [x, w, y]) backend.disposeData(dataId);
  return bits;
}

/** Convolves by one thread and by all of them, and compares. */
async function selfTest(module: KernelModule, pool: Pool): Promise<void> {
  const alone = await convolved({ ...module, pool: undefined });
  const together = await convolved({ ...module, pool });
  check(alone === together && pool.threads === pool.places, () => 'a convolution came out differently');
}

/** Ends the workers when tfjs gives the backend up. */
function endWith(backend: WasmBackend, pool: Pool): void {
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    void pool.close();
    dispose();
  };
}

async function change(module: KernelModule, { count, asked }: WantedThreads, refusal: string | undefined): Promise<number> {
  const now = module.pool?.threads ?? 1;
  if (count === now) return now;
  await module.pool?.close();
  module.pool = undefined;
  if (count === 1) return 1;
  if (!isShared(module.memory)) {
    if (refusal !== undefined) warn(refusal);
    else if (asked) warn("it had started before, with a memory of its own. Call useBackend('wasm') before the first tensor is made.");
    return 1;
  }
  let pool: Pool | undefined;
  try {
    pool = await createPool({ module: module.compiled, memory: module.memory, kernels: module.kernels, threads: count });
    await selfTest(module, pool);
    module.pool = pool;
    endWith(module.backend, pool);
    return count;
  } catch (error) {
    await pool?.close();
    warn(messageOf(error));
    return 1;
  }
}

/** One change at a time. */
const changes = new WeakMap<KernelModule, Promise<unknown>>();

/**
 * Lets the kernels work on so many threads; where that fails, one line on the console says why, and one thread does all.
 *
 * @param refusal why the memory is not shared, where that is known
 * @returns the threads that compute
 */
export async function useThreads(module: KernelModule | undefined, wanted: WantedThreads, refusal?: string): Promise<number> {
  if (!module) return 1;
  const before = changes.get(module) ?? Promise.resolve();
  const next = before.then(() => change(module, wanted, refusal));
  changes.set(module, next);
  return next;
}
