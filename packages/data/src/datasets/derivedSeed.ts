import { randomStream } from '@ganblocks/core';

/** A seed of its own for a stream within a stream: the same for the same seed and name, unlike that of any other name. */
export function derivedSeed(seed: number, name: string): number {
  return Math.floor(randomStream(seed).split(name).next() * 2 ** 53);
}
