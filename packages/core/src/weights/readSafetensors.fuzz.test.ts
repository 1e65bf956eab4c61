import { describe, expect, test } from '@jest/globals';
import { randomStream } from '../random/index';
import { below, fuzzReader, mutateSafetensors, pick, type Mutation } from '../testing/index';
import { RAW_DTYPES, type RawDtype, type RawTensor } from './rawTensor';
import { readSafetensors, writeSafetensors, type Safetensors } from './index';

const FILES = 10_000;
const DTYPES = Object.keys(RAW_DTYPES) as RawDtype[];

/** Files as others write them: each dtype, shapes with no and with zero dimensions, metadata, and a file without tensors. */
const seeds = Array.from({ length: 12 }, (_, seed) => {
  const random = randomStream(seed).split('seed');
  const tensors = Array.from({ length: seed % 6 }, (_, index): [string, RawTensor] => {
    const dtype = pick(random, DTYPES);
    const shape = Array.from({ length: below(random, 4) }, () => below(random, 5));
    const count = shape.reduce((product, length) => product * length, 1);
    const bytes = Uint8Array.from({ length: count * RAW_DTYPES[dtype].BYTES_PER_ELEMENT }, () => below(random, 256));
    return [`block${index}/weight`, { dtype, shape, data: new RAW_DTYPES[dtype](bytes.buffer) }];
  });
  return writeSafetensors(new Map(tensors), seed % 2 === 0 ? { format: 'tfjs', note: 'größe' } : {});
});

function* mutations(): Generator<Mutation> {
  for (let number = 0; number < FILES; number++) {
    const random = randomStream(11).split(`file ${number}`);
    yield mutateSafetensors(pick(random, seeds), random);
  }
}

interface Entry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: number[];
}

const keysOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, item) => sum + Number(!Array.isArray(value)) + keysOf(item), 0)
    : 0;

/** Reads again, naively, what an accepted file's header says, and compares. */
function compare(bytes: Uint8Array, { tensors, metadata }: Safetensors): void {
  const end = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const json = new TextDecoder().decode(bytes.subarray(8, end));
  const parsed = JSON.parse(json) as Record<string, Entry>;
  // What has fewer keys than colons had one twice.
  expect(keysOf(parsed)).toBe(json.replace(/"(\\.|[^"\\])*"/g, '').split(':').length - 1);
  const header = new Map(Object.entries(parsed));
  const notes: unknown = header.get('__metadata__') ?? {};
  expect(JSON.stringify(metadata)).toBe(JSON.stringify(notes));
  header.delete('__metadata__');
  expect([...tensors.keys()]).toEqual([...header.keys()]);
  const covered = new Uint8Array(bytes.length - end);
  for (const [name, { dtype, shape, data }] of tensors) {
    const entry = header.get(name)!;
    expect({ dtype, shape }).toEqual({ dtype: entry.dtype, shape: entry.shape });
    const [from, to] = entry.data_offsets.map((offset) => end + offset);
    for (let at = from!; at < to!; at++) covered[at - end]! += 1;
    expect(Buffer.compare(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), bytes.subarray(from, to))).toBe(0);
  }
  // Every byte belongs to one tensor.
  expect(covered.every((times) => times === 1)).toBe(true);
}

describe('readSafetensors', () => {
  test(`reads or refuses each of ${FILES} damaged files`, () => {
    const { accepted, refused } = fuzzReader(mutations(), {
      read: readSafetensors,
      verify: ({ bytes, value }) => (value ? compare(bytes, value) : undefined),
      memory: () => process.memoryUsage().arrayBuffers,
    });
    expect(accepted + refused).toBe(FILES);
    // What reads nothing, or refuses nothing, proves nothing.
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 20);
  });
});
