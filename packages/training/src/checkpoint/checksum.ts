import { check, crc32 } from '@ganblocks/core';

/** What stands in a file's metadata until its checksum is known; the checksum is of the file with this in its place. */
export const NO_CHECKSUM = '00000000';

const KEY = '"checksum":"';

/**
 * Writes the CRC-32 of a checkpoint file into its metadata, in place: of all bytes, with zeros where it stands itself.
 *
 * @throws GanError where the metadata have no place for it.
 */
export function withChecksum(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = placeOf(bytes);
  check(at !== -1, () => 'checkpoint: the metadata must have a place for a checksum. Got none. Write it by checkpointBytes.');
  bytes.set(new TextEncoder().encode(NO_CHECKSUM), at);
  bytes.set(new TextEncoder().encode(hexOf(crc32(bytes))), at);
  return bytes;
}

/** Whether a file is as it was written. */
export function checksumFits(bytes: Uint8Array): boolean {
  const at = placeOf(bytes);
  if (at === -1) return false;
  const written = new TextDecoder().decode(bytes.subarray(at, at + NO_CHECKSUM.length));
  const before = crc32(bytes.subarray(0, at));
  const zeros = crc32(new TextEncoder().encode(NO_CHECKSUM), before);
  return hexOf(crc32(bytes.subarray(at + NO_CHECKSUM.length), zeros)) === written;
}

/** Where the eight digits are: behind the first such key of the header, which begins with the metadata; -1 where there is none. */
function placeOf(bytes: Uint8Array): number {
  const key = new TextEncoder().encode(KEY);
  // Metadata come first and their keys in order: the checksum is at the very beginning.
  const last = Math.min(bytes.length - key.length - NO_CHECKSUM.length, 64);
  for (let at = 0; at <= last; at++) if (key.every((byte, i) => bytes[at + i] === byte)) return at + key.length;
  return -1;
}

const hexOf = (checksum: number): string => checksum.toString(16).padStart(NO_CHECKSUM.length, '0');
