import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Kernel } from '../../kernels/kernel';
import { sizeOf } from '../module/addresses';
import type { KernelModule } from '../module/kernelModule';
import { kernelsOf } from './bindKernels';

/** A kernel's inputs and attributes. */
export type Call = Parameters<KernelFunc>[0];

/** Runs a call by the compiled kernels, or gives undefined where they do not cover it. Nothing may have been allocated then. */
export type Compiled = (module: KernelModule, call: Call) => TensorInfo | undefined;

/** A kernel that runs compiled where it can, and as it was elsewhere: other types, empty tensors, backends without the compiled kernels. */
export const compiled = ({ name, build }: Kernel, run: Compiled): Kernel => ({
  name,
  build: (original): KernelFunc => {
    const otherwise = build(original);
    return (call) => {
      const module = kernelsOf(call.backend);
      return (module && run(module, call)) ?? otherwise(call);
    };
  },
});

/** A kernel that TensorFlow.js does not know (`Gan…`), to which core has a gradient and a composition: none where the compiled kernels do not run. */
export const own = (name: string, run: (module: KernelModule, call: Call) => TensorInfo | TensorInfo[]): Kernel => ({
  name,
  runs: (backend) => kernelsOf(backend) !== undefined,
  build: () => (call) => {
    const module = kernelsOf(call.backend);
    check(module !== undefined, () => `${name}: expected the backend that useBackend started. Got another. Call useBackend('wasm') again.`);
    return run(module, call);
  },
});

/** A stock kernel as it is, to fall back on. */
export const stock = (name: string): Kernel => ({ name, build: (original): KernelFunc => original! });

/** What the compiled kernels take: floats, and some of them. */
export const areFloats = (...tensors: readonly TensorInfo[]): boolean => tensors.every((x) => x.dtype === 'float32' && sizeOf(x) > 0);
