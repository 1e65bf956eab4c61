import { check } from '@ganblocks/core';
import { crc32 } from '../crc32';

/**
 * A cache file: 64 bytes of preamble, the images one behind the other, a CRC-32 for each, and the details as JSON.
 * All numbers are little endian. The preamble has a CRC-32 of its own, and those of the list and of the details.
 */
export interface CachePreamble {
  readonly count: number;
  /** `[H, W, C]`. */
  readonly imageShape: readonly [number, number, number];
  readonly detailsLength: number;
  readonly checksumsCrc: number;
  readonly detailsCrc: number;
}

export const PREAMBLE_BYTES = 64;
const MAGIC = 'GANBLOCKSIMAGES\0';
const VERSION = 1;
const CRC_AT = 60;

export const imageBytes = ({ imageShape: [height, width, channels] }: Pick<CachePreamble, 'imageShape'>): number =>
  height * width * channels;
export const checksumsAt = (preamble: Pick<CachePreamble, 'count' | 'imageShape'>): number =>
  PREAMBLE_BYTES + preamble.count * imageBytes(preamble);
export const detailsAt = (preamble: Pick<CachePreamble, 'count' | 'imageShape'>): number => checksumsAt(preamble) + 4 * preamble.count;

export function writePreamble({ count, imageShape, detailsLength, checksumsCrc, detailsCrc }: CachePreamble): Uint8Array {
  const bytes = new Uint8Array(PREAMBLE_BYTES);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  [VERSION, count, ...imageShape, detailsLength, checksumsCrc, detailsCrc].forEach((value, at) => view.setUint32(16 + 4 * at, value, true));
  view.setUint32(CRC_AT, crc32(bytes.subarray(0, CRC_AT)), true);
  return bytes;
}

/** Whether a file is a cache of ours, of any version, damaged or not: only such a file may be replaced. */
export const isCache = (head: Uint8Array): boolean => new TextDecoder('latin1').decode(head.subarray(0, MAGIC.length)) === MAGIC;

/** Reads the preamble of a file of `fileLength` bytes. @throws GanError with what is wrong, without a place, as `readCache` says it. */
export function readPreamble(head: Uint8Array, fileLength: number): CachePreamble {
  check(head.length === PREAMBLE_BYTES && isCache(head), () => 'it is no cache of images');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const at = (index: number): number => view.getUint32(16 + 4 * index, true);
  check(at(0) === VERSION, () => `it is of version ${at(0)}, not ${VERSION}`);
  check(view.getUint32(CRC_AT, true) === crc32(head.subarray(0, CRC_AT)), () => 'its preamble is damaged');
  const preamble: CachePreamble = {
    count: at(1),
    imageShape: [at(2), at(3), at(4)],
    detailsLength: at(5),
    checksumsCrc: at(6),
    detailsCrc: at(7),
  };
  const expected = detailsAt(preamble) + preamble.detailsLength;
  check(expected === fileLength, () => `it has ${fileLength} bytes, not ${expected}`);
  return preamble;
}
