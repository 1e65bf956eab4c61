import { expect, test } from '@jest/globals';
import { createScratch } from './scratch';

/** A heap that only counts. */
function countingHeap(): { _malloc(bytes: number): number; _free(address: number): void; held: Map<number, number> } {
  const held = new Map<number, number>();
  let next = 8;
  return {
    held,
    _malloc: (bytes) => {
      if (bytes > 1e9) return 0;
      held.set(next, bytes);
      next += bytes + 8;
      return next - bytes - 8;
    },
    _free: (address) => expect(held.delete(address)).toBe(true),
  };
}

test('what is taken does not move, does not overlap and is aligned', () => {
  const heap = countingHeap();
  const scratch = createScratch(heap);
  for (let round = 0; round < 3; round++) {
    scratch.use((take) => {
      const blocks = [100, 7, 300_000, 5, 40_000].map((bytes) => ({ bytes, at: take(bytes) }));
      expect(blocks.every(({ at }) => at % 16 === 0)).toBe(true);
      const inOrder = [...blocks].sort((a, b) => a.at - b.at);
      inOrder.slice(1).forEach(({ at }, i) => expect(at).toBeGreaterThanOrEqual(inOrder[i]!.at + inOrder[i]!.bytes));
      for (const { at, bytes } of blocks) {
        expect([...heap.held].some(([start, size]) => at >= start && at + bytes <= start + size)).toBe(true);
      }
    });
    expect(heap.held.size).toBe(1);
  }
  scratch.free();
  expect(heap.held.size).toBe(0);
});

test('a call that fails gives its memory back, and a full heap is said', () => {
  const heap = countingHeap();
  const scratch = createScratch(heap);
  expect(() => scratch.use((take) => take(2e9))).toThrow(/heap is full/);
  const address = scratch.use((take) => take(10));
  expect(scratch.use((take) => take(10))).toBe(address);
});

test('takes no more than asked for where that is much, and gives it back', () => {
  const { _malloc, _free, held } = countingHeap();
  const asked: number[] = [];
  const scratch = createScratch({ _malloc: (bytes) => (asked.push(bytes), _malloc(bytes)), _free });
  scratch.use((take) => [take(1 << 20), take(1 << 28), take(1 << 16)]);
  expect(asked.map((bytes) => bytes - 16)).toEqual([1 << 20, 1 << 28, 1 << 24]);
  expect(held.size).toBe(0);
});
