import type { RandomStream } from '@ganblocks/core';

/**
 * The numbers 0 … size-1 in random order (Fisher-Yates, from the end).
 *
 * On plain numbers and not by `random.permutation`, so that an order never waits for a device and a stream can be asked for its position at any time.
 */
export function shuffledOrder(random: RandomStream, size: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random.next() * (last + 1));
    const moved = order[other] ?? 0;
    order[other] = order[last] ?? 0;
    order[last] = moved;
  }
  return order;
}
