import { withChecksum } from '../src/checkpoint/checksum';

/** A file that somebody has changed and given the checksum that fits; as it is where it has no place for one. */
export function sealed(bytes: Uint8Array): Uint8Array {
  try {
    return withChecksum(bytes.slice());
  } catch {
    return bytes;
  }
}
