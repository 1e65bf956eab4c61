import * as tf from '@tensorflow/tfjs-core';

/** MiB, the most that they came to until now. */
interface MemoryUsed {
  /** The memory of a backend that is a WebAssembly module. */
  readonly heap_mb?: number;
  /** The whole process. */
  readonly resident_mb: number;
}

/** A WebAssembly module's memory only ever grows. */
export function memoryUsed(): MemoryUsed {
  const { wasm } = tf.backend() as { wasm?: { HEAPU8?: Uint8Array } };
  const heap = wasm?.HEAPU8 && { heap_mb: Math.round(wasm.HEAPU8.byteLength / 2 ** 20) };
  return { ...heap, resident_mb: Math.round(process.resourceUsage().maxRSS / 2 ** 10) };
}
