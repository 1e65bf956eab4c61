import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { fuzzReader, mutateBytes, type Mutation } from '@ganblocks/core/testing';
import { readCifar10 } from './readCifar10';
import { readCifar100 } from './readCifar100';
import { readStl10 } from './readStl10';
import type { ImageTable } from '../tables/imageTable';

const FILES = 500;
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
const withLabels = (labels: number[]): Uint8Array => {
  const bytes = noise(labels.length + 3072);
  bytes.set(labels);
  return bytes;
};
const two = new Uint8Array(2 * 27648);
const READERS: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => ImageTable])[] = [
  ['readCifar10', withLabels([3]), (bytes) => readCifar10(bytes)],
  ['readCifar100', withLabels([4, 0]), (bytes) => readCifar100(bytes)],
  ['readStl10', noise(27648), (bytes) => readStl10(bytes)],
  ['readStl10’s labels', Uint8Array.of(1, 10), (labels) => readStl10(two, { labels })],
];

function* mutations(seed: Uint8Array): Generator<Mutation> {
  for (let number = 0; number < FILES; number++) yield mutateBytes(seed, randomStream(14).split(`file ${number}`), { head: 2 });
}

describe.each(READERS)('%s', (_, seed, read) => {
  test(`reads or refuses each of ${FILES} damaged files`, () => {
    const { accepted, refused } = fuzzReader(mutations(seed), {
      read,
      verify: ({ value }) => value && expect(value.size * value.imageShape[0]).toBeGreaterThan(0),
    });
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 50);
  });
});
