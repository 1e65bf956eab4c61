import { describe, expect, test } from '@jest/globals';
import { GanError } from '../errors/index';
import { readSafetensors, writeSafetensors, type RawTensor } from './index';

/** A file with any header text, or any header length, over the given data. */
function file(header: unknown, data: number[] = [], length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}
const entry = (dtype: unknown, shape: unknown, offsets: unknown): object => ({ dtype, shape, data_offsets: offsets });
const f32 = (shape: number[], ...values: number[]): RawTensor => ({ dtype: 'F32', shape, data: Float32Array.from(values) });

describe('readSafetensors', () => {
  test('views aligned data and copies the rest', () => {
    const bytes = writeSafetensors(new Map([['w', f32([2], 1, 2)]]));
    expect(readSafetensors(bytes).tensors.get('w')?.data.buffer).toBe(bytes.buffer);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const moved = readSafetensors(shifted.subarray(1)).tensors.get('w');
    expect(moved?.data).toEqual(Float32Array.of(1, 2));
    expect(moved?.data.buffer).not.toBe(shifted.buffer);
    expect(moved?.data.buffer.byteLength).toBe(8);
    // Node's Buffer shares its slices: it must be copied all the same.
    expect(readSafetensors(Buffer.from(shifted).subarray(1)).tensors.get('w')?.data).toEqual(Float32Array.of(1, 2));
  });

  test('reads the smallest files', () => {
    expect(readSafetensors(file('{}'))).toEqual({ tensors: new Map(), metadata: {} });
    expect(readSafetensors(file({ s: entry('F32', [], [0, 4]) }, [0, 0, 128, 63])).tensors.get('s')?.data).toEqual(Float32Array.of(1));
    expect(readSafetensors(file({ e: entry('F32', [0, 5], [0, 0]) })).tensors.get('e')).toEqual(f32([0, 5]));
    expect(
      readSafetensors(file({ a: entry('U8', [1], [1, 2]), e: entry('U8', [0], [1, 1]), b: entry('U8', [1], [0, 1]) }, [1, 2])).tensors.size,
    ).toBe(3);
  });

  const refused: readonly [string, Uint8Array, RegExp][] = [
    ['no bytes', new Uint8Array(0), /8 bytes of its header's length. Got 0/],
    ['half a length', new Uint8Array(7), /Got 7 bytes/],
    ['an empty header', file(''), /byte 8 must be JSON/],
    ['a length beyond the file', file('{}', [], 3n), /header length at byte 0 must be at most 2 .*Got 3/],
    ['a length of 2^32 + 2', file('{}', [], 2n ** 32n + 2n), /Got 4294967298/],
    ['a length of 2^64 - 1', file('{}', [], 2n ** 64n - 1n), /header length/],
    ['a length beyond the limit', file('{}', [], 100_000_001n), /header length/],
    ['bad JSON', file('{"w":'), /must be JSON/],
    ['bad UTF-8', file({ w: 1 }, [], 7n).fill(0xff, 9, 10), /must be JSON/],
    ['a byte order mark', file('\ufeff{}'), /must be JSON/],
    ['a list', file('[]'), /must be a JSON object. Got \[\]/],
    ['null', file('null'), /JSON object/],
    [
      'a name twice',
      file('{"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}, "\\u0077" : {"dtype":"U8","shape":[0],"data_offsets":[0,0]}}'),
      /key "w" twice/,
    ],
    ['a field twice', file('{"w":{"dtype":"U8","shape":[1],"shape":[0],"data_offsets":[0,0]}}'), /key "shape" twice/],
    ['a number as entry', file({ w: 3 }), /tensor "w": the header must hold .* Got 3/],
    ['null as entry', file({ w: null }), /tensor "w"/],
    ['a list as entry', file({ w: [] }), /tensor "w"/],
    ['no dtype', file({ w: { shape: [], data_offsets: [0, 4] } }), /dtype must be one of/],
    ['an unknown dtype', file({ w: entry('F33', [], [0, 0]) }), /tensor "w": dtype must be one of BOOL.*Got "F33"/],
    ['an inherited name as dtype', file({ w: entry('constructor', [], [0, 0]) }), /dtype must be one of/],
    ['a negative length', file({ w: entry('F32', [-1, -1], [0, 4]) }, [0, 0, 0, 0]), /shape must hold integers >= 0/],
    ['a fraction', file({ w: entry('F32', [0.5, 2], [0, 4]) }, [0, 0, 0, 0]), /shape/],
    ['a shape of texts', file({ w: entry('F32', ['1'], [0, 4]) }, [0, 0, 0, 0]), /shape/],
    ['a shape that is none', file({ w: entry('F32', 4, [0, 4]) }, [0, 0, 0, 0]), /shape must be a list/],
    ['an overflowing shape', file({ w: entry('U8', [2 ** 32, 2 ** 32], [0, 0]) }), /shape/],
    ['an overflow hidden by a zero', file({ w: entry('U8', [2 ** 32, 2 ** 32, 0], [0, 0]) }), /shape/],
    ['an infinite length', file('{"w":{"dtype":"U8","shape":[1e999],"data_offsets":[0,0]}}'), /shape/],
    [
      'a huge shape in a small file',
      file({ w: entry('F64', [2 ** 40], [0, 8]) }, [0, 0, 0, 0, 0, 0, 0, 0]),
      /needs 8796093022208 bytes. Got 8, at bytes \[\d+, \d+\)/,
    ],
    ['offsets beyond the file', file({ w: entry('F32', [1], [0, 4]) }, [0, 0, 0]), /end <= 3, the data's length from byte \d+/],
    ['offsets backwards', file({ w: entry('U8', [1], [1, 0]) }, [0]), /begin <= end/],
    ['negative offsets', file({ w: entry('U8', [1], [-1, 0]) }, [0]), /0 <= begin/],
    ['offsets with a fraction', file({ w: entry('U8', [1], [0.5, 1.5]) }, [0, 0]), /integers/],
    ['three offsets', file({ w: entry('U8', [1], [0, 1, 2]) }, [0, 0]), /pair/],
    ['no offsets', file({ w: { dtype: 'U8', shape: [0] } }), /pair/],
    [
      'an overlap',
      file({ v: entry('U8', [2], [0, 2]), w: entry('U8', [2], [1, 3]) }, [0, 0, 0]),
      /tensor "w" at bytes \[\d+, \d+\) overlaps/,
    ],
    ['the same bytes twice', file({ v: entry('U8', [2], [0, 2]), w: entry('U8', [2], [0, 2]) }, [0, 0]), /overlaps/],
    ['a hole', file({ v: entry('U8', [1], [0, 1]), w: entry('U8', [1], [2, 3]) }, [0, 0, 0]), /tensor "w" .* leaves unused bytes/],
    ['a hole at the start', file({ w: entry('U8', [1], [1, 2]) }, [0, 0]), /unused/],
    ['bytes left over', file({ w: entry('U8', [1], [0, 1]) }, [0, 0]), /the tensors end at byte \d+, the file at byte/],
    ['metadata that are no object', file({ __metadata__: null }), /__metadata__ must be an object of strings. Got null/],
    ['metadata that are no text', file({ __metadata__: { a: 'x', b: 3 } }), /Got \{"b":3\}/],
  ];
  test.each(refused)('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(GanError);
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  test('a prototype key stays a plain name', () => {
    const tensors = readSafetensors(file('{"__proto__":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}')).tensors;
    expect([...tensors.keys()]).toEqual(['__proto__']);
    expect(() => readSafetensors(file('{"w":{"__proto__":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}}'))).toThrow(/dtype/);
  });

  test('what is not bytes is refused', () => {
    for (const value of [null, undefined, [], 'x', new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), Float32Array.of(1)])
      expect(() => readSafetensors(value as unknown as Uint8Array)).toThrow(/must be a Uint8Array/);
  });

  test('brackets in names and metadata do not nest', () => {
    const name = '[[[[{{{{"\\';
    const metadata = { note: '\\"[[[[{{{{' };
    expect(readSafetensors(file({ __metadata__: metadata, [name]: entry('U8', [0], [0, 0]) }))).toEqual({
      tensors: new Map([[name, { dtype: 'U8', shape: [0], data: new Uint8Array(0) }]]),
      metadata,
    });
    expect(() => readSafetensors(file({ w: entry('U8', [[0]], [0, 0]) }))).toThrow(/nested 3 deep at most\. Got "\{\\"w/);
    expect(() => readSafetensors(file(`{"w":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toThrow(/nested 3 deep at most/);
  });

  test('a minus zero is no length', () => {
    expect(() => readSafetensors(file('{"w":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}}'))).toThrow(/shape must hold integers >= 0/);
  });

  test('messages have no controls', () => {
    expect(() => readSafetensors(file('\u0000\u001b[31m\u009b'))).toThrow(/Got "\\u0000\\u001b\[31m\\u\{9b\}"\./);
    expect(() => readSafetensors(file({ '\u202e': 1 }))).toThrow(/tensor "\\u\{202e\}"/);
  });

  test('deep nesting, long texts and long messages do no harm', () => {
    expect(() => readSafetensors(file('['.repeat(1_000_000)))).toThrow(GanError);
    expect(() => readSafetensors(file(`{"w":${'[{"a":'.repeat(2000)}1${'}]'.repeat(2000)}}`))).toThrow(GanError);
    const long = 'x"'.repeat(1_000_000);
    let message = '';
    try {
      readSafetensors(file({ [long]: 1, other: long }));
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/GanError: readSafetensors: header at byte 8, tensor/);
    expect(message.length).toBeLessThan(500);
  });

  test('every truncation, and any bytes appended, are refused', () => {
    const bytes = writeSafetensors(
      new Map([...Object.entries({ a: f32([2], 1, 2), b: { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3) } as const })]),
      { k: 'v' },
    );
    for (let length = 0; length < bytes.length; length++) expect(() => readSafetensors(bytes.slice(0, length))).toThrow(GanError);
    expect(() => readSafetensors(Uint8Array.of(...bytes, 0))).toThrow(GanError);
  });
});
