import * as tf from '@tensorflow/tfjs-core';
import type { KernelConfig, KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';

/** A kernel that we supply where a backend lacks it, or that replaces the backend's own; `original` is what stood there before. */
export interface Kernel {
  readonly name: string;
  readonly build: (original: KernelFunc | undefined) => KernelFunc;
  /** Whether it can run on a backend that has started: else it is not installed. Default: it can. */
  readonly runs?: (backend: unknown) => boolean;
}

/** What a kernel's function gave, as a tensor that `tf.tidy` knows. tfjs-node gives tensors, the other backends their description. */
export const resultOf = (result: TensorInfo | TensorInfo[]): Tensor =>
  'rank' in result ? (result as Tensor) : tf.engine().makeTensorFromTensorInfo(result as TensorInfo);

/** Shared by all copies of this package, so that the ESM and the CJS build do not wrap each other. */
const installed = Symbol.for('ganblocks.kernel');

type InstalledKernel = KernelConfig & { [installed]?: true };

/**
 * Registers a kernel on a backend, or puts it in the place of the one that is registered. Twice is harmless.
 * An existing registration is rewritten in place, since tfjs warns where one is registered over another.
 */
export function installKernel(backendName: string, { name, build, runs }: Kernel, backend?: unknown): void {
  if (runs?.(backend ?? tf.backend()) === false) return;
  const present = tf.getKernel(name, backendName) as InstalledKernel | undefined;
  if (present?.[installed]) return;
  if (present) {
    present.kernelFunc = build(present.kernelFunc);
    present[installed] = true;
    return;
  }
  const config: InstalledKernel = { kernelName: name, backendName, kernelFunc: build(undefined), [installed]: true };
  tf.registerKernel(config);
}
