import { importUnbundled } from '../importUnbundled';
import { importFailure } from '../notInstalled';
import type { Gpu } from './adapter';

/** The npm package `webgpu`: Dawn, Chromium's WebGPU, as an addon for Node. */
interface Dawn {
  create(options: readonly string[]): Gpu;
  readonly globals: object;
}

/** The part of the global object that WebGPU lives in. */
export interface GpuScope {
  navigator?: { readonly gpu?: Gpu | null };
}

/** `navigator.gpu`, where there is one. */
export const gpuOf = ({ navigator }: GpuScope): Gpu | undefined => navigator?.gpu ?? undefined;

/** WebGPU in Node, and what puts it where tfjs looks for it. */
export interface NativeGpu {
  readonly gpu: Gpu;
  /** Sets WebGPU's constants and classes, and `navigator.gpu`. Node 21 and later has a navigator of its own, which stays. */
  readonly expose: (scope: GpuScope) => void;
}

/** @throws NotInstalled where there is no package `webgpu`; GanError where it does not load */
export async function startDawn(importDawn = () => importUnbundled('webgpu')): Promise<NativeGpu> {
  let dawn: Dawn;
  try {
    dawn = (await importDawn()) as Dawn;
  } catch (cause) {
    throw importFailure('webgpu', cause);
  }
  const gpu = dawn.create([]);
  const expose = (scope: GpuScope): void => {
    Object.assign(scope, dawn.globals);
    const { navigator } = scope;
    if (navigator) Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
    else Object.defineProperty(scope, 'navigator', { value: { gpu }, configurable: true, writable: true });
  };
  return { gpu, expose };
}
