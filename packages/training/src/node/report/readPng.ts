import { inflateSync } from 'node:zlib';
import type { Picture } from '@ganblocks/data';

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 6: 4 };

/** A PNG file of the kind that `encodePng` writes: 8 bits a channel, no palette, not interlaced. Any other gives `undefined`. */
export function readPng(file: Buffer): Picture | undefined {
  const [width, height, bits, kind, interlaced] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25], file[28]];
  const channels = CHANNELS[kind ?? -1];
  if (bits !== 8 || channels === undefined || interlaced !== 0) return undefined;
  const rows = inflateSync(imageData(file));
  const line = width * channels;
  const data = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) unfilter(data, rows, { y, line, channels });
  return { width, height, channels, data };
}

/** The IDAT chunks in one. */
function imageData(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

/** One row: what its filter had taken away is added again. */
function unfilter(data: Uint8Array, rows: Buffer, { y, line, channels }: { y: number; line: number; channels: number }): void {
  const from = y * (line + 1);
  const filter = rows[from]!;
  const to = y * line;
  for (let x = 0; x < line; x++) {
    const left = x < channels ? 0 : data[to + x - channels]!;
    const up = y === 0 ? 0 : data[to - line + x]!;
    const corner = x < channels || y === 0 ? 0 : data[to - line + x - channels]!;
    data[to + x] = rows[from + 1 + x]! + prediction(filter, left, up, corner);
  }
}

function prediction(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
