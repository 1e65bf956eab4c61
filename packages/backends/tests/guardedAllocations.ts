import { expect } from '@jest/globals';
import type { WasmBackend } from '../src/wasm/module/kernelModule';

/** Bytes of guard words on each side of what is allocated; keeps the alignment of the heap. */
const GUARD_BYTES = 32;
/** Not a number: what is read before it was written shows in every result. */
const GUARD = 0x7fc0dead;

/** All that tfjs and our kernels take of the heap, between guard words. */
export interface GuardedAllocations {
  /** Fails where something was written beyond the ends of what was taken since. */
  expectWhole(): void;
  /** Leaves the heap as it was; what is still allocated may be freed later. */
  finish(): void;
}

export function guardAllocations({ wasm }: WasmBackend, memory: WebAssembly.Memory): GuardedAllocations {
  const open = wasm as { -readonly [key in keyof typeof wasm]: (typeof wasm)[key] };
  const { _malloc: malloc, _free: free } = open;
  const sizes = new Map<number, number>();
  let broken = 0;
  const words = (address: number, bytes: number): Int32Array => new Int32Array(memory.buffer, address, Math.ceil(bytes / 4));
  const check = (address: number, bytes: number): void => {
    const after = address + Math.ceil(bytes / 4) * 4;
    const guards = [...words(address - GUARD_BYTES, GUARD_BYTES), ...words(after, GUARD_BYTES)];
    if (guards.some((word) => word !== GUARD)) broken++;
  };
  open._malloc = (bytes) => {
    const padded = Math.ceil(bytes / 4) * 4;
    const start = malloc(padded + 2 * GUARD_BYTES) >>> 0;
    words(start, padded + 2 * GUARD_BYTES).fill(GUARD);
    sizes.set(start + GUARD_BYTES, bytes);
    return start + GUARD_BYTES;
  };
  open._free = (address) => {
    const at = address >>> 0;
    const bytes = sizes.get(at);
    if (bytes === undefined) {
      free(address);
      return;
    }
    check(at, bytes);
    sizes.delete(at);
    free(at - GUARD_BYTES);
  };
  return {
    expectWhole: () => {
      sizes.forEach((bytes, address) => check(address, bytes));
      expect({ broken }).toEqual({ broken: 0 });
    },
    finish: () => {
      open._malloc = malloc;
      const guardedFree = open._free;
      open._free = (address) => (sizes.has(address >>> 0) ? guardedFree(address) : free(address));
    },
  };
}
