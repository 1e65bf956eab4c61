import { deflateSync } from 'node:zlib';
import { checkPicture } from '../pictures/picture';
import type { Picture } from '../pictures/picture';
import { crc32 } from './crc32';
import { filterRows } from './filterRows';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** PNG's number for a kind of pixel, by its channels: gray, RGB, RGBA. */
const COLOUR_TYPES: Readonly<Record<number, number>> = { 1: 0, 3: 2, 4: 6 };

/**
 * A picture as the bytes of a PNG file: 8 bits a channel; gray, RGB or RGBA; not interlaced. Lossless, and the same bytes for the same picture.
 *
 * @throws GanError where the picture's size, channels and bytes do not fit together.
 * @see PNG specification: https://www.w3.org/TR/png-3/
 * @example
 * const png = encodePng({ width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 255) });
 */
export function encodePng(picture: Picture): Uint8Array {
  checkPicture('encodePng', picture);
  const { width, height, channels, data } = picture;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, COLOUR_TYPES[channels] ?? 0, 0, 0, 0], 8);
  const rows = filterRows(data, width * channels, channels);
  return join([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', new Uint8Array(0))]);
}

/** Length, type, body, and the CRC of type and body. */
function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(body, 8);
  view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
