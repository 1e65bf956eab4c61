import { describe, expect, test } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import type { Picture } from '../pictures/picture';
import { crc32 } from './crc32';
import { encodePng } from './encodePng';

interface Decoded extends Picture {
  readonly filters: number[];
}

/** Reads a PNG as the specification says, filters and all; checks the CRC of each chunk. */
function decodePng(png: Uint8Array): Decoded {
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: { type: string; body: Uint8Array }[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    chunks.push({ type: new TextDecoder().decode(png.subarray(at + 4, at + 8)), body: png.subarray(at + 8, at + 8 + length) });
    expect(view.getUint32(at + 8 + length)).toBe(crcBitByBit(png.subarray(at + 4, at + 8 + length)));
    at += length + 12;
  }
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
  const [header, body] = chunks.map((chunk) => chunk.body) as [Uint8Array, Uint8Array];
  const size = new DataView(header.buffer, header.byteOffset);
  const [depth, colour = 0, ...methods] = header.subarray(8);
  expect([depth, ...methods]).toEqual([8, 0, 0, 0]);
  const channels = { 0: 1, 2: 3, 6: 4 }[colour] ?? 0;
  return unfilter(inflateSync(body), size.getUint32(0), size.getUint32(4), channels);
}

/** What a filter predicts for byte i of row y from the picture's bytes before it. */
function predict(filter: number, { data, width, channels }: Picture, y: number, i: number): number {
  const line = width * channels;
  const a = i < channels ? 0 : (data[y * line + i - channels] ?? 0);
  const b = y === 0 ? 0 : (data[(y - 1) * line + i] ?? 0);
  const c = y === 0 || i < channels ? 0 : (data[(y - 1) * line + i - channels] ?? 0);
  const p = a + b - c;
  const nearest = [a, b, c].reduce((best, next) => (Math.abs(p - next) < Math.abs(p - best) ? next : best));
  return [0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? Number.NaN;
}

function unfilter(rows: Uint8Array, width: number, height: number, channels: number): Decoded {
  const line = width * channels;
  expect(rows).toHaveLength(height * (line + 1));
  const picture = { width, height, channels, data: new Uint8Array(height * line), filters: [] as number[] };
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (line + 1)] ?? 0;
    picture.filters.push(filter);
    for (let i = 0; i < line; i++) picture.data[y * line + i] = (rows[y * (line + 1) + 1 + i] ?? 0) + predict(filter, picture, y, i);
  }
  return picture;
}

/** The sum that the filter of a row is chosen by. */
function sumOf(filter: number, picture: Picture, y: number): number {
  const line = picture.width * picture.channels;
  const differences = Int8Array.from({ length: line }, (_, i) => (picture.data[y * line + i] ?? 0) - predict(filter, picture, y, i));
  return [...differences].reduce((sum, difference) => sum + Math.abs(difference), 0);
}

function crcBitByBit(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }), channels: fc.constantFrom(1, 3, 4) })
  .chain((size) => {
    const length = size.width * size.height * size.channels;
    return fc.uint8Array({ minLength: length, maxLength: length }).map((data) => ({ ...size, data }));
  });

describe('encodePng', () => {
  test('decodes to the same pixels, whatever they are', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { filters, ...decoded } = decodePng(encodePng(picture));
        expect(decoded).toEqual(picture);
      }),
    );
  });

  test('filters each row by the filter with the least sum of differences', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        decodePng(encodePng(picture)).filters.forEach((filter, y) => {
          const sums = [0, 1, 2, 3, 4].map((type) => sumOf(type, picture, y));
          expect(filter).toBe(sums.indexOf(Math.min(...sums)));
        });
      }),
    );
  });

  test('is small where rows repeat', () => {
    const noise = Uint8Array.from({ length: 64 }, (_, x) => (x * x * 37 + 11 * x) % 256);
    const data = Uint8Array.from({ length: 64 * 64 }, (_, i) => noise[i % 64] ?? 0);
    const png = encodePng({ width: 64, height: 64, channels: 1, data });
    expect(new Set(decodePng(png).filters.slice(1))).toEqual(new Set([2]));
    expect(png.length).toBeLessThan(250);
  });

  test('refuses what is no picture', () => {
    expect(() => encodePng({ width: 2, height: 2, channels: 1, data: new Uint8Array(3) })).toThrow(
      'encodePng: expected 4 bytes for 2 x 2 x 1. Got 3.',
    );
    expect(() => encodePng({ width: 2, height: 2, channels: 2, data: new Uint8Array(8) })).toThrow(
      /channels must be 1 \(gray\), 3 \(RGB\) or 4 \(RGBA\). Got 2/,
    );
    expect(() => encodePng({ width: 0, height: 2, channels: 1, data: new Uint8Array(0) })).toThrow(/above 0. Got 0 x 2/);
  });
});

test('crc32 has the published check value', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
