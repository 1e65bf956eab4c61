import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GanError, randomStream } from '@ganblocks/core';
import { fuzzReader, mutateBytes, type Mutation } from '@ganblocks/core/testing';
import { readIdxFile } from './readIdxFile';

const FILES = 300;
const MEGABYTE = 2 ** 20;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganblocks-idx-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const idx = (shape: readonly number[], length: number): Uint8Array => {
  const bytes = new Uint8Array(4 + 4 * shape.length + length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((size, axis) => new DataView(bytes.buffer).setUint32(4 + 4 * axis, size));
  return bytes;
};

function readCompressed(bytes: Uint8Array): ReturnType<typeof readIdxFile> {
  writeFileSync(join(folder, 'file.gz'), bytes);
  return readIdxFile(folder, 'file', 'mnist');
}

function* mutations(): Generator<Mutation> {
  const packed = gzipSync(Uint8Array.from(idx([6, 20, 20], 2400), (byte, index) => (index < 16 ? byte : index % 7)));
  for (let number = 0; number < FILES; number++) yield mutateBytes(packed, randomStream(13).split(`file ${number}`), { head: 20 });
}

describe('readIdxFile', () => {
  test(`reads or refuses each of ${FILES} damaged gzip files`, () => {
    const { accepted, refused } = fuzzReader(mutations(), {
      read: readCompressed,
      verify: ({ value }) =>
        value &&
        expect({ type: value.type, shape: value.shape, length: value.data.length }).toEqual({
          type: 'ubyte',
          shape: [6, 20, 20],
          length: 2400,
        }),
      memory: () => process.memoryUsage().arrayBuffers,
      growth: 4096,
    });
    expect(accepted).toBeGreaterThan(0);
    expect(accepted + refused).toBe(FILES);
  });

  test('inflates a gzip bomb no further than its header says', () => {
    const bomb = gzipSync(idx([2, 2], 200 * MEGABYTE), { level: 1 });
    const before = process.memoryUsage().arrayBuffers;
    expect(() => readCompressed(bomb)).toThrow(GanError);
    expect(() => readCompressed(bomb)).toThrow(/file\.gz' holds more bytes than its IDX header says/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * bomb.length + 16 * MEGABYTE);
  });

  test('does not inflate what says that it is larger than 1 GiB', () => {
    const bytes = gzipSync(idx([2 ** 31, 2], MEGABYTE));
    expect(() => readCompressed(bytes)).toThrow(
      /at most 1073741824 bytes\. Got shape \[2147483648, 2\], 4294967308 bytes\. If it is meant/,
    );
  });

  test('a header that the compressor has put far behind a comment is still found', () => {
    const plain = gzipSync(idx([2, 2], 4));
    const named = Uint8Array.of(
      ...plain.subarray(0, 3),
      0x10,
      ...plain.subarray(4, 10),
      ...new Uint8Array(3000).fill(0x61),
      0,
      ...plain.subarray(10),
    );
    expect(readCompressed(named).shape).toEqual([2, 2]);
  });
});
