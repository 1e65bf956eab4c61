import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { GanError } from '../errors/index';
import { readSafetensors, writeSafetensors, type RawDtype, type RawTensor } from './index';
import { RAW_DTYPES } from './rawTensor';

/** A file with any header over the given data. */
function file(header: unknown, data: number[]): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}
const f32 = (shape: number[], ...values: number[]): RawTensor => ({ dtype: 'F32', shape, data: Float32Array.from(values) });
const bytesOf = ({ data }: RawTensor): number[] => [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
const readsOrRefuses = (bytes: Uint8Array): void => {
  try {
    readSafetensors(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(GanError);
  }
};

const rawTensor: fc.Arbitrary<RawTensor> = fc
  .tuple(fc.constantFrom(...(Object.keys(RAW_DTYPES) as RawDtype[])), fc.array(fc.nat(3), { maxLength: 4 }), fc.infiniteStream(fc.nat(255)))
  .map(([dtype, shape, numbers]) => {
    const size = shape.reduce((product, length) => product * length, 1) * RAW_DTYPES[dtype].BYTES_PER_ELEMENT;
    return { dtype, shape, data: new RAW_DTYPES[dtype](Uint8Array.from([...numbers.take(size)]).buffer) };
  });
const names = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'toString', '7', 'a/b', '', '\ud800'));
const rawTensors = fc.uniqueArray(fc.tuple(names, rawTensor), { selector: ([name]) => name, maxLength: 6 }).map((list) => new Map(list));
const metadata = fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 });

describe('round trip', () => {
  test('of any tensors and metadata', () => {
    fc.assert(
      fc.property(rawTensors, metadata, (tensors, notes) => {
        const read = readSafetensors(writeSafetensors(tensors, notes));
        expect([...read.tensors.keys()].sort()).toEqual([...tensors.keys()].sort());
        for (const [name, tensor] of tensors) {
          const found = read.tensors.get(name);
          expect([found?.dtype, found?.shape]).toEqual([tensor.dtype, tensor.shape]);
          expect(found?.data.constructor).toBe(tensor.data.constructor);
          expect(bytesOf(found ?? f32([]))).toEqual(bytesOf(tensor));
        }
        expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(notes).sort());
      }),
    );
  });

  test('of names and metadata that JavaScript treats as special', () => {
    const notes = Object.fromEntries([
      ['__proto__', 'note'],
      ['10', 'ten'],
      ['9', 'nine'],
    ]);
    const { tensors, metadata: read } = readSafetensors(writeSafetensors(new Map([['__proto__', f32([1], 5)]]), notes));
    expect(tensors.get('__proto__')?.data).toEqual(Float32Array.of(5));
    expect(Object.keys(read).sort()).toEqual(['10', '9', '__proto__']);
    expect(read.toString).toBeUndefined();
    expect(({} as Record<string, unknown>)['note']).toBeUndefined();
  });

  test('of every golden file', () => {
    const folder = new URL('../../../../goldens/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
    expect(files.length).toBeGreaterThan(100);
    for (const name of files) {
      const { tensors } = readSafetensors(readFileSync(new URL(name, folder)));
      const again = readSafetensors(writeSafetensors(tensors)).tensors;
      for (const [key, tensor] of tensors) expect(again.get(key)?.data.every((value, i) => Object.is(value, tensor.data[i]))).toBe(true);
    }
  });
});

describe('hostile bytes', () => {
  test('bytes changed at random either read or throw a GanError', () => {
    fc.assert(
      fc.property(
        rawTensors,
        metadata,
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (tensors, notes, changes) => {
          const bytes = writeSafetensors(tensors, notes);
          for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value;
          readsOrRefuses(bytes);
        },
      ),
      { numRuns: 1000 },
    );
    const bytes = writeSafetensors(new Map([['a', f32([2], 1, 2)]]), { k: 'v' });
    for (let at = 0; at < bytes.length; at++)
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) readsOrRefuses(bytes.map((byte, i) => (i === at ? byte ^ bit : byte)));
  });

  test('any JSON as header, and any bytes at all, either read or throw a GanError', () => {
    const loose = fc.record(
      {
        dtype: fc.oneof(fc.constantFrom('U8', 'F32', 'x'), fc.jsonValue()),
        shape: fc.oneof(fc.array(fc.double()), fc.jsonValue()),
        data_offsets: fc.oneof(fc.tuple(fc.integer(), fc.integer()), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), loose)), fc.uint8Array(), (header, data) =>
        readsOrRefuses(file(header, [...data])),
      ),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readsOrRefuses(bytes)));
  });
});
