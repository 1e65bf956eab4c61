import { check } from '@ganblocks/core';
import { DAMAGED, idxHeader, sizesOf, TRUNCATED } from './idxHeader';

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
  const { type, shape, start, length } = idxHeader(bytes, where);
  check(bytes.length >= length, () => `${where}: expected ${length} bytes for shape ${sizesOf(shape)}. Got ${bytes.length}. ${TRUNCATED}`);
  check(
    bytes.length === length,
    () => `${where}: expected ${length} bytes for shape ${sizesOf(shape)}. Got ${bytes.length}, more than the header says. ${DAMAGED}`,
  );
  return decode(type, shape, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start);
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
