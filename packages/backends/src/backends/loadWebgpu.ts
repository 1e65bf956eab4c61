import { check } from '@ganblocks/core';
import { importFailure } from '../notInstalled';
import { describeAdapter, isSoftware } from './adapter';
import type { LoadRequest } from './backend';
import { gpuOf, startDawn } from './dawn';
import type { GpuScope, NativeGpu } from './dawn';

/** What stands around the backend; tests give others. */
export interface WebgpuSurroundings {
  readonly scope: GpuScope;
  readonly startNative: () => Promise<NativeGpu>;
  readonly importBackend: () => Promise<unknown>;
}

async function importBackend(): Promise<void> {
  try {
    await import('@tensorflow/tfjs-backend-webgpu');
  } catch (cause) {
    throw importFailure('@tensorflow/tfjs-backend-webgpu', cause);
  }
}

const defaults = (): WebgpuSurroundings => ({ scope: globalThis, startNative: () => startDawn(), importBackend });

const advice = (place: LoadRequest['place']): string =>
  place === 'node'
    ? "Install the graphics card's Vulkan driver (Linux: and libvulkan1), or choose 'tensorflow' or 'wasm'."
    : "Open the page by https: or from localhost, in a browser with WebGPU, or choose 'webgl' or 'wasm'.";

/**
 * WebGPU: the browser's, or in Node that of the package `webgpu`, which must be in place before tfjs's backend is imported.
 * `auto` refuses an adapter that is only a program.
 *
 * @returns the adapter in words
 */
export async function loadWebgpu({ place, byName }: LoadRequest, surroundings = defaults()): Promise<string> {
  const present = gpuOf(surroundings.scope);
  const native = present === undefined && place === 'node' ? await surroundings.startNative() : undefined;
  const gpu = present ?? native?.gpu;
  // Where nothing has to be put in place first, a backend that is not installed says so before anything else.
  if (!native) await surroundings.importBackend();
  check(gpu !== undefined, () => `expected navigator.gpu. Got none. ${advice(place)}`);

  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  check(adapter !== null, () => `expected an adapter. Got none. ${advice(place)}`);
  const device = describeAdapter(adapter);
  check(byName || !isSoftware(adapter), () => `expected a graphics card. Got ${device}. It is used where 'webgpu' is asked for by name.`);

  if (native) {
    native.expose(surroundings.scope);
    await surroundings.importBackend();
  }
  return device;
}
