import { check } from '@ganblocks/core';

/** What tfjs's wasm backend takes memory by, for every tensor that it makes. */
export interface TfjsHeap {
  _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
  readonly HEAPU8?: Uint8Array;
}

/** A WebAssembly memory has 65,536 pages of 64 KiB at most, of which tfjs leaves the last one out. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;
/** Shared by all copies of this package. */
const guarded = Symbol.for('ganblocks.refuseFullHeap');

type Guarded = TfjsHeap['_malloc'] & { [guarded]?: true };

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;

/**
 * Makes an allocation that the heap has no room for an error. tfjs takes the address 0 that it gets then for one like others: it would write the tensor over
 * its own memory, and go on with wrong numbers. Where little room is left, the binary also hands out memory that ends beyond the last address, as if it were
 * there; that stays taken, since to free it would spread it. Twice is harmless.
 */
export function refuseFullHeap(heap: TfjsHeap): void {
  if ((heap._malloc as Guarded)[guarded]) return;
  // The first call replaces the function by the binary's own.
  heap._free(heap._malloc(1));
  const allocate = heap._malloc;
  const guard: Guarded = (bytes) => {
    const address = bytes <= MOST_BYTES ? allocate(bytes) >>> 0 : 0;
    const isThere = address !== 0 && address + bytes <= MOST_BYTES;
    check(isThere || bytes === 0, () => {
      const size = heap.HEAPU8 ? `, which has grown to ${mebibytes(heap.HEAPU8.byteLength)},` : '';
      return (
        `wasm: expected ${mebibytes(bytes)} more of the heap for a tensor. The heap${size} may have ${mebibytes(MOST_BYTES)} and has no such room left. ` +
        "Use a smaller batch, resolution or width, dispose of tensors, or compute where there is more memory: useBackend('tensorflow')."
      );
    });
    return address;
  };
  guard[guarded] = true;
  heap._malloc = guard;
}
