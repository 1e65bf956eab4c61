import { check } from '@ganblocks/core';
import { place, type SharedMemory } from './sharedMemory';

/**
 * Adds up the values of all ranks in place, in the order of their ranks, by chunks: each rank lays its numbers into its slot, all meet, each adds
 * up one stretch of them, all meet again and take the sums.
 */
export function sumInMemory({ size, control, slots }: SharedMemory, rank: number, meet: () => void): (values: Float32Array) => void {
  const numbers = new Int32Array(control);
  const chunk = slots.byteLength / 4 / (size + 1);
  const all = Array.from({ length: size + 1 }, (_, i) => new Float32Array(slots, 4 * chunk * i, chunk));
  const [own, sums] = [all[rank]!, all[size]!];

  const addUp = (from: number, to: number): void => {
    sums.set(all[0]!.subarray(from, to), from);
    for (let other = 1; other < size; other++) {
      const slot = all[other]!;
      // The sum is rounded to float32 as it is stored.
      for (let i = from; i < to; i++) sums[i]! += slot[i]!;
    }
  };

  return (values) => {
    Atomics.store(numbers, place.counts + rank, values.length);
    for (let from = 0; from === 0 || from < values.length; from += chunk) {
      const part = values.subarray(from, from + chunk);
      own.set(part);
      meet();
      if (from === 0) checkCounts(numbers.subarray(place.counts), values.length, rank);
      const share = Math.ceil(part.length / size);
      addUp(Math.min(part.length, rank * share), Math.min(part.length, (rank + 1) * share));
      meet();
      part.set(sums.subarray(0, part.length));
    }
  };
}

/** As many at all ranks. */
function checkCounts(counts: Int32Array, count: number, rank: number): void {
  const other = counts.findIndex((one) => one !== count);
  check(other === -1, () => {
    return `train: replicas must come to each update with as many numbers. Got ${count} at replica ${rank}, ${counts[other]} at replica ${other}. Their scripts build different networks, or do other things by chance: make them the same.`;
  });
}
