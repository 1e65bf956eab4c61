import { describe, expect, test } from '@jest/globals';
import { GanError } from '@ganblocks/core';
import fc from 'fast-check';
import { readIdx } from './readIdx';

type Kind = 'ubyte' | 'byte' | 'short' | 'int' | 'float' | 'double';

const CODES = { ubyte: 8, byte: 9, short: 11, int: 12, float: 13, double: 14 } as const;
const BYTES = { ubyte: 1, byte: 1, short: 2, int: 4, float: 4, double: 8 } as const;

function writeIdx(kind: Kind, shape: number[], values: readonly number[]): Uint8Array {
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + values.length * BYTES[kind]);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, CODES[kind], shape.length]);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  const setters = {
    ubyte: 'setUint8',
    byte: 'setInt8',
    short: 'setInt16',
    int: 'setInt32',
    float: 'setFloat32',
    double: 'setFloat64',
  } as const;
  values.forEach((value, i) => view[setters[kind]](start + i * BYTES[kind], value));
  return bytes;
}

const VALUES = {
  ubyte: fc.integer({ min: 0, max: 255 }),
  byte: fc.integer({ min: -128, max: 127 }),
  short: fc.integer({ min: -32768, max: 32767 }),
  int: fc.integer(),
  float: fc.float(),
  double: fc.double(),
} as const;

const arrays = fc
  .record({
    kind: fc.constantFrom<Kind>('ubyte', 'byte', 'short', 'int', 'float', 'double'),
    shape: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
  })
  .chain(({ kind, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return fc.record({
      kind: fc.constant(kind),
      shape: fc.constant(shape),
      values: fc.array<number>(VALUES[kind], { minLength: length, maxLength: length }),
    });
  });

const SMALL = writeIdx('ubyte', [2, 3], [1, 2, 3, 4, 5, 6]);

describe('readIdx', () => {
  test('reads ubyte values without a copy', () => {
    const { type, shape, data } = readIdx(SMALL);
    expect({ type, shape, values: [...data] }).toEqual({ type: 'ubyte', shape: [2, 3], values: [1, 2, 3, 4, 5, 6] });
    expect(data.buffer).toBe(SMALL.buffer);
  });

  test('reads big endian numbers out of a larger buffer at an odd offset', () => {
    const idx = writeIdx('short', [3], [1, -2, 300]);
    const bytes = new Uint8Array(idx.length + 5);
    bytes.set(idx, 3);
    expect([...readIdx(bytes.subarray(3, 3 + idx.length)).data]).toEqual([1, -2, 300]);
  });

  test('returns what was written, for each type', () => {
    fc.assert(
      fc.property(arrays, ({ kind, shape, values }) => {
        const read = readIdx(writeIdx(kind, shape, values));
        expect({ type: read.type, shape: read.shape, values: [...read.data] }).toEqual({ type: kind, shape, values });
      }),
    );
  });

  test('refuses each truncation and each extension, and names the file', () => {
    fc.assert(
      fc.property(arrays, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), ({ kind, shape, values }, part) => {
        const bytes = writeIdx(kind, shape, values);
        const truncated = (): unknown => readIdx(bytes.subarray(0, Math.floor(part * bytes.length)), { name: 'a.idx' });
        expect(truncated).toThrow(GanError);
        expect(truncated).toThrow(/^readIdx 'a.idx': .* Got .* download it again\.$/);
        expect(() => readIdx(Uint8Array.of(...bytes, 0))).toThrow(/more than the header says/);
      }),
    );
  });

  test('refuses a changed header byte, unless it turns bytes into signed bytes', () => {
    fc.assert(
      fc.property(fc.nat(11), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = SMALL.slice();
        bytes[at] = (bytes[at] ?? 0) ^ change;
        if (at === 2 && bytes[at] === CODES.byte) expect(readIdx(bytes).type).toBe('byte');
        else expect(() => readIdx(bytes)).toThrow(GanError);
      }),
    );
  });

  test('says what to do', () => {
    expect(() => readIdx(Uint8Array.of(0x1f, 0x8b, 8, 0), { name: 'x.gz' })).toThrow(
      "readIdx 'x.gz': expected IDX data. Got a gzip file (1f 8b): gunzip it first.",
    );
    expect(() => readIdx(new TextEncoder().encode('<!doctype html>'))).toThrow(/two zero bytes at the start. Got 3c 21 64 6f/);
    expect(() => readIdx(SMALL.subarray(0, 15))).toThrow(
      "readIdx 'IDX data': expected 18 bytes for shape [2, 3]. Got 15. The file is truncated: download it again.",
    );
    expect(() => readIdx(Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0))).toThrow(/type code .* Got 7/);
    expect(() => readIdx(Uint8Array.of(0, 0, 8, 0))).toThrow(/at least one dimension/);
  });

  test('refuses sizes whose product overflows', () => {
    const huge = Uint8Array.of(0, 0, 8, 3, ...new Array<number>(12).fill(0xff));
    expect(() => readIdx(huge)).toThrow(/overflows/);
    expect(readIdx(writeIdx('double', [0xffffffff, 0xffffffff, 0], [])).data).toHaveLength(0);
  });
});
