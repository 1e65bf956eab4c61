import type { RandomStream } from '../contracts/randomStream';

/** Integers that lengths, counts and offsets of a file are set to. */
export const EXTREME_INTEGERS: readonly bigint[] = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0xffffn,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 40n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** What has been done to a file, and the file. */
export interface Mutation {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

export interface MutateBytesOptions {
  /** Half of the changes begin below this byte: where a format keeps its lengths. Default: the file's length. */
  readonly head?: number;
}

/** A whole number from 0 to `below` - 1. */
export const below = (random: Pick<RandomStream, 'next'>, limit: number): number => Math.floor(random.next() * limit);
/** One of the items; there must be one. */
export const pick = <T>(random: Pick<RandomStream, 'next'>, items: readonly T[]): T => items[below(random, items.length)]!;

type Change = (bytes: Uint8Array, at: number, random: Pick<RandomStream, 'next'>) => Uint8Array;

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const lengthFrom = (bytes: Uint8Array, at: number, random: Pick<RandomStream, 'next'>): number =>
  1 + below(random, Math.min(64, Math.max(1, bytes.length - at)));

const CHANGES: Readonly<Record<string, Change>> = {
  bitFlip(bytes, at, random) {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
    return bytes;
  },
  byteChange(bytes, at, random) {
    return bytes.fill(below(random, 256), at, at + 1 + below(random, 4));
  },
  truncation: (bytes, at) => bytes.subarray(0, at),
  insertion(bytes, at, random) {
    const added = Uint8Array.from({ length: 1 + below(random, 16) }, () => below(random, 256));
    return joined(bytes.subarray(0, at), added, bytes.subarray(at));
  },
  duplication(bytes, at, random) {
    const end = at + lengthFrom(bytes, at, random);
    return joined(bytes.subarray(0, end), bytes.subarray(at));
  },
  removal: (bytes, at, random) => joined(bytes.subarray(0, at), bytes.subarray(at + lengthFrom(bytes, at, random))),
  overwriting(bytes, at, random) {
    const from = below(random, bytes.length);
    return bytes.copyWithin(at, from, from + lengthFrom(bytes, from, random));
  },
  extremeInteger(bytes, at, random) {
    const word = new DataView(new ArrayBuffer(8));
    word.setBigUint64(0, pick(random, EXTREME_INTEGERS), random.next() < 0.5);
    const written = new Uint8Array(word.buffer).subarray(0, pick(random, [2, 4, 8]));
    bytes.set(written.subarray(0, Math.max(0, bytes.length - at)), at);
    return bytes;
  },
};

/**
 * A copy of a file with one thing changed, as transport, disks and strangers change them: a bit, some bytes, an end cut off, bytes put in, doubled,
 * taken out or copied over others, an integer of 2, 4 or 8 bytes of either order made extreme. The same stream gives the same change.
 *
 * @example const { kind, bytes } = mutateBytes(Uint8Array.of(1, 2, 3), randomStream(7).split('file 3'));
 */
export function mutateBytes(
  bytes: Uint8Array,
  random: Pick<RandomStream, 'next'>,
  { head = bytes.length }: MutateBytesOptions = {},
): Mutation {
  const [kind, change] = pick(random, Object.entries(CHANGES));
  const at = below(random, random.next() < 0.5 ? Math.min(head, bytes.length) : bytes.length);
  return { kind, bytes: change(Uint8Array.from(bytes), at, random) };
}
