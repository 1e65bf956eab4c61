import { check, printable, shown } from '@ganblocks/core';

/** An array of a `.npy` file, in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const LONGEST_HEADER = 4096;

/**
 * Reads a `.npy` file of float32 or float64 numbers in C order, of either byte order. Nothing larger than the file is allocated.
 *
 * @throws GanError if the file is truncated, damaged or hostile, or holds other numbers.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example readNpy(writeNpy({ shape: [2], data: Float64Array.of(1, 2) })).data; // [1, 2]
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const { header, start } = headerOf(bytes);
  const { bigEndian, size, shape } = parseHeader(header);
  const count = shape.reduce((product, length) => product * length, 1);
  const left = bytes.length - start;
  check(
    count * size === left,
    () => `readNpy: an array of [${shape.join(', ')}] must have ${count * size} bytes. Got ${left}. Is the file whole? Save it again.`,
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, left);
  const data = size === 8 ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = size === 8 ? view.getFloat64(8 * i, !bigEndian) : view.getFloat32(4 * i, !bigEndian);
  return { shape, data };
}

const headerOf = (bytes: Uint8Array): { header: string; start: number } => {
  check(
    bytes.length >= 10 && MAGIC.every((byte, i) => bytes[i] === byte),
    () => `readNpy: expected a .npy file. Got ${bytes.length} bytes that begin otherwise. Save it with numpy.save.`,
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6]!;
  check(version >= 1 && version <= 3, () => `readNpy: expected version 1 to 3 of the format. Got ${version}. Save it again.`);
  const first = version === 1 ? 10 : 12;
  const length = bytes.length < first ? Infinity : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  check(
    length <= LONGEST_HEADER && first + length <= bytes.length,
    () => `readNpy: a header must be inside the file and at most ${LONGEST_HEADER} bytes. Got ${length}. Save it again.`,
  );
  return { header: new TextDecoder('latin1').decode(bytes.subarray(first, first + length)), start: first + length };
};

/** `{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }`, its keys in any order, as numpy writes them. */
const parseHeader = (header: string): { bigEndian: boolean; size: 4 | 8; shape: readonly number[] } => {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const tuple = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header)?.[1];
  check(
    descr !== undefined && order !== undefined && tuple !== undefined,
    () => `readNpy: a header must have descr, fortran_order and shape. Got '${printable(header)}'. Save it again.`,
  );
  const type = /^([<>])f([48])$/.exec(descr);
  check(
    type !== null,
    () => `readNpy: numbers must be float32 or float64. Got '${printable(descr)}'. Convert them with astype('float64').`,
  );
  check(order === 'False', () => `readNpy: an array must be in C order. Got Fortran's. Save numpy.ascontiguousarray of it.`);
  const shape = tuple.split(',').flatMap((text) => (text.trim() === '' ? [] : [Number(text)]));
  const product = shape.reduce((total, length) => total * length, 1);
  check(
    shape.length <= 8 && shape.every(Number.isSafeInteger) && product <= 2 ** 40,
    () => `readNpy: a shape must be at most 8 lengths. Got ${shown(shape)}. Save it again.`,
  );
  return { bigEndian: type[1] === '>', size: type[2] === '8' ? 8 : 4, shape };
};

/**
 * Writes numbers as a `.npy` file, version 1.0, little-endian, as `numpy.load` reads it.
 *
 * @throws GanError unless there are as many numbers as the shape says.
 * @example const bytes = writeNpy({ shape: [2, 2], data: Float64Array.of(1, 0, 0, 1) });
 */
export function writeNpy({ shape, data }: NpyArray): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  check(count === data.length, () => `writeNpy: an array of [${shape.join(', ')}] must have ${count} numbers. Got ${data.length}.`);
  const size = data.BYTES_PER_ELEMENT;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f${size}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + length + size * count);
  bytes.set(MAGIC);
  bytes[6] = 1;
  const view = new DataView(bytes.buffer);
  view.setUint16(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  for (let i = 0, at = 10 + length; i < count; i++, at += size) {
    if (size === 8) view.setFloat64(at, data[i]!, true);
    else view.setFloat32(at, data[i]!, true);
  }
  return bytes;
}
