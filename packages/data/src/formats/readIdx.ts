import { GanError, check } from '@ganblocks/core';

/** An array of an IDX file: its element type, its shape, and its values in C order. */
export type IdxArray =
  | { readonly type: 'ubyte'; readonly shape: number[]; readonly data: Uint8Array }
  | { readonly type: 'byte'; readonly shape: number[]; readonly data: Int8Array }
  | { readonly type: 'short'; readonly shape: number[]; readonly data: Int16Array }
  | { readonly type: 'int'; readonly shape: number[]; readonly data: Int32Array }
  | { readonly type: 'float'; readonly shape: number[]; readonly data: Float32Array }
  | { readonly type: 'double'; readonly shape: number[]; readonly data: Float64Array };

export interface ReadIdxOptions {
  /** What errors call the bytes: a file name. Default: 'IDX data'. */
  readonly name?: string;
}

const TYPES: Readonly<Record<number, { type: IdxArray['type']; bytes: number }>> = {
  0x08: { type: 'ubyte', bytes: 1 },
  0x09: { type: 'byte', bytes: 1 },
  0x0b: { type: 'short', bytes: 2 },
  0x0c: { type: 'int', bytes: 4 },
  0x0d: { type: 'float', bytes: 4 },
  0x0e: { type: 'double', bytes: 8 },
};

/**
 * Reads an IDX file, the format of MNIST: two zero bytes, a type code, the number of dimensions, their sizes, then the values, all big endian.
 *
 * `ubyte` values are not copied: they share the memory of `bytes`. Nothing is returned unless the length matches the header exactly.
 *
 * @throws GanError that names the file where the bytes are compressed, truncated, too long, or not IDX at all.
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section on file formats: http://yann.lecun.com/exdb/mnist/
 * @example
 * const { shape, data } = readIdx(await readFile('train-images-idx3-ubyte'), { name: 'train-images-idx3-ubyte' });
 */
export function readIdx(bytes: Uint8Array, { name = 'IDX data' }: ReadIdxOptions = {}): IdxArray {
  const where = `readIdx '${name}'`;
  checkMagic(bytes, where);
  const code = bytes[2] ?? 0;
  const dimensions = bytes[3] ?? 0;
  const kind = TYPES[code];
  check(kind !== undefined, () => `${where}: expected the type code 8, 9, 11, 12, 13 or 14 in byte 2. Got ${code}. ${DAMAGED}`);
  check(dimensions > 0, () => `${where}: expected at least one dimension in byte 3. Got 0. ${DAMAGED}`);
  const start = 4 + 4 * dimensions;
  check(bytes.length >= start, () => `${where}: expected a header of ${start} bytes. Got a file of ${bytes.length} bytes. ${TRUNCATED}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  checkLength({ where, shape, start, elementBytes: kind.bytes, length: bytes.length });
  return decode(kind.type, shape, view, start);
}

const TRUNCATED = 'The file is truncated: download it again.';
const DAMAGED = 'The file is damaged or is not an IDX file: download it again.';

function checkMagic(bytes: Uint8Array, where: string): void {
  check(bytes.length >= 4, () => `${where}: expected at least the 4 bytes of an IDX magic number. Got ${bytes.length}. ${TRUNCATED}`);
  check(bytes[0] !== 0x1f || bytes[1] !== 0x8b, () => `${where}: expected IDX data. Got a gzip file (1f 8b): gunzip it first.`);
  if (bytes[0] === 0 && bytes[1] === 0) return;
  const first = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new GanError(`${where}: expected two zero bytes at the start. Got ${first}. ${DAMAGED}`);
}

function checkLength(file: { where: string; shape: number[]; start: number; elementBytes: number; length: number }): void {
  const { where, shape, start, elementBytes, length } = file;
  // A zero among the sizes first: 0 times an overflow would be NaN.
  const elements = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const expected = start + elements * elementBytes;
  const sizes = `[${shape.join(', ')}]`;
  check(Number.isSafeInteger(expected), () => `${where}: expected sizes that fit a file. Got shape ${sizes}, which overflows. ${DAMAGED}`);
  check(length >= expected, () => `${where}: expected ${expected} bytes for shape ${sizes}. Got ${length}. ${TRUNCATED}`);
  check(
    length === expected,
    () => `${where}: expected ${expected} bytes for shape ${sizes}. Got ${length}, more than the header says. ${DAMAGED}`,
  );
}

function decode(type: IdxArray['type'], shape: number[], view: DataView, start: number): IdxArray {
  const { buffer, byteOffset, byteLength } = view;
  const length = byteLength - start;
  const at = byteOffset + start;
  if (type === 'ubyte') return { type, shape, data: new Uint8Array(buffer, at, length) };
  if (type === 'byte') return { type, shape, data: new Int8Array(buffer, at, length) };
  if (type === 'short') return { type, shape, data: Int16Array.from({ length: length / 2 }, (_, i) => view.getInt16(start + 2 * i)) };
  if (type === 'int') return { type, shape, data: Int32Array.from({ length: length / 4 }, (_, i) => view.getInt32(start + 4 * i)) };
  if (type === 'float') return { type, shape, data: Float32Array.from({ length: length / 4 }, (_, i) => view.getFloat32(start + 4 * i)) };
  return { type, shape, data: Float64Array.from({ length: length / 8 }, (_, i) => view.getFloat64(start + 8 * i)) };
}
