import { check } from '@ganblocks/core';

interface Heap {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Gives memory that lasts until the kernel call that asked for it ends. Addresses are multiples of 16. */
export type Take = (bytes: number) => number;

/** Memory of tfjs's heap for what lives within a kernel call. */
export interface Scratch {
  /** Runs a kernel call; what it took is free again after it. Calls do not nest. */
  use<T>(call: (take: Take) => T): T;
  /** Gives the memory back to the heap; the next call takes it anew. */
  free(): void;
}

interface Chunk {
  readonly address: number;
  readonly start: number;
  readonly bytes: number;
}

const ALIGNMENT = 16;
const SMALLEST = 1 << 16;
/** What is not asked for, but taken in case, and what stays taken between calls, is no more than so much: tensors may need the rest. */
const SPARE = 1 << 24;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** An arena: one chunk of the heap from which calls take, as large as the largest call wanted but for those that want very much. */
export function createScratch(heap: Heap): Scratch {
  let chunks: Chunk[] = [];
  let used = 0;

  const allocate = (bytes: number): Chunk => {
    const address = heap._malloc(bytes + ALIGNMENT) >>> 0;
    check(
      address !== 0,
      () => `wasm kernels: expected ${bytes} bytes of the heap. The heap is full. Use a smaller batch, or dispose of tensors.`,
    );
    return { address, start: aligned(address), bytes };
  };
  const free = (): void => {
    for (const { address } of chunks) heap._free(address);
    chunks = [];
    used = 0;
  };
  // What was taken may not move, so a chunk that is too small stays until the call ends.
  const take: Take = (wanted) => {
    const bytes = aligned(wanted);
    const last = chunks.at(-1);
    if (last && used + bytes <= last.bytes) {
      used += bytes;
      return last.start + used - bytes;
    }
    const next = allocate(Math.max(bytes, Math.min(2 * (last?.bytes ?? 0), SPARE), SMALLEST));
    chunks.push(next);
    used = bytes;
    return next.start;
  };
  const release = (): void => {
    used = 0;
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    if (chunks.length < 2 && bytes <= SPARE) return;
    free();
    if (bytes <= SPARE) chunks = [allocate(bytes)];
  };

  return {
    use: (call) => {
      try {
        return call(take);
      } finally {
        release();
      }
    },
    free,
  };
}
