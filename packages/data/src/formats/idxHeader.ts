import { GanError, check, printable } from '@ganblocks/core';

/** What the first bytes of an IDX file say. */
export interface IdxHeader {
  readonly type: 'ubyte' | 'byte' | 'short' | 'int' | 'float' | 'double';
  readonly shape: number[];
  /** Where the values begin, in bytes. */
  readonly start: number;
  /** Bytes of the whole file. */
  readonly length: number;
}

const TYPES: Readonly<Record<number, { type: IdxHeader['type']; bytes: number }>> = {
  0x08: { type: 'ubyte', bytes: 1 },
  0x09: { type: 'byte', bytes: 1 },
  0x0b: { type: 'short', bytes: 2 },
  0x0c: { type: 'int', bytes: 4 },
  0x0d: { type: 'float', bytes: 4 },
  0x0e: { type: 'double', bytes: 8 },
};

export const TRUNCATED = 'The file is truncated: download it again.';
export const DAMAGED = 'The file is damaged or is not an IDX file: download it again.';

/**
 * Reads the header of an IDX file; the values need not be there yet.
 *
 * @throws GanError that begins with `where` where the bytes are compressed, end within the header, or are not IDX at all.
 */
export function idxHeader(bytes: Uint8Array, where: string): IdxHeader {
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
  // A zero among the sizes first: 0 times an overflow would be NaN.
  const elements = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const length = start + elements * kind.bytes;
  check(
    Number.isSafeInteger(length),
    () => `${where}: expected sizes that fit a file. Got shape ${sizesOf(shape)}, which overflows. ${DAMAGED}`,
  );
  return { type: kind.type, shape, start, length };
}

/** A shape for an error message, `[60000, 28, 28]`; of many dimensions the first. */
export const sizesOf = (shape: readonly number[]): string => printable(`[${shape.join(', ')}]`, 80);

function checkMagic(bytes: Uint8Array, where: string): void {
  check(bytes.length >= 4, () => `${where}: expected at least the 4 bytes of an IDX magic number. Got ${bytes.length}. ${TRUNCATED}`);
  check(bytes[0] !== 0x1f || bytes[1] !== 0x8b, () => `${where}: expected IDX data. Got a gzip file (1f 8b): gunzip it first.`);
  if (bytes[0] === 0 && bytes[1] === 0) return;
  const first = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new GanError(`${where}: expected two zero bytes at the start. Got ${first}. ${DAMAGED}`);
}
