import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '@ganblocks/data';
import { encodePng } from '@ganblocks/data/node';
import { codeOf, onDisk } from '../diskError';
import { readPng } from './readPng';
import { shrink } from './shrink';

/** A sheet of samples as the report shows it. */
export interface Sheet {
  /** Images shown when it was drawn. */
  readonly images: number;
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Sheets prepared for an earlier report of the same run. */
export type SheetCache = Map<string, Sheet>;

export interface RunSheets {
  /** Oldest first. */
  readonly sheets: readonly Sheet[];
  /** Sheets in the folder. */
  readonly found: number;
}

/** At most so many sheets, evenly chosen, and about so many bytes of them, which base64 makes a third more: the report stays below 15 MB. */
const LIMITS = { sheets: 40, bytes: 10_500_000 };

/** Below this width a sheet shows nothing. */
const NARROWEST = 96;

/** Evenly chosen sheets from `samples/`, the first and the last among them, made smaller where they are too large together. */
export async function runSheets(folder: string, cache: SheetCache = new Map(), limits = LIMITS): Promise<RunSheets> {
  const samples = join(folder, 'samples');
  const names = (await onDisk('list the folder', samples, () => readdir(samples).catch(noneWhereNoFolder)))
    .filter((name) => /^\d+\.png$/.test(name))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
  const chosen = evenly(names, limits.sheets).map((name) => ({ name, path: join(samples, name) }));
  const sizes = await Promise.all(chosen.map(async ({ path }) => (await stat(path)).size));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const room = all <= limits.bytes ? Infinity : limits.bytes / chosen.length;
  const sheets: Sheet[] = [];
  const used: SheetCache = new Map();
  for (const { name, path } of chosen) {
    const cached = cache.get(name);
    const sheet =
      cached && cached.png.length <= room ? cached : fitted(parseInt(name, 10), await onDisk('read', path, () => readFile(path)), room);
    if (!sheet) continue;
    sheets.push(sheet);
    used.set(name, sheet);
  }
  cache.clear();
  for (const [name, sheet] of used) cache.set(name, sheet);
  return { sheets, found: names.length };
}

function evenly<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items;
  return Array.from({ length: limit }, (_, index) => items[Math.round((index * (items.length - 1)) / (limit - 1))]!);
}

/** The sheet in at most `room` bytes; nothing where it cannot be, or is no PNG. */
function fitted(images: number, file: Buffer, room: number): Sheet | undefined {
  if (file.length < 33 || file.toString('latin1', 1, 4) !== 'PNG') return undefined;
  if (file.length <= room) return { images, png: file, width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  const whole = readable(file);
  if (!whole) return undefined;
  for (let factor = Math.max(2, Math.floor(Math.sqrt(file.length / room))); whole.width / factor >= NARROWEST; factor++) {
    const small = shrink(whole, factor);
    const png = Buffer.from(encodePng(small));
    if (png.length <= room) return { images, png, width: small.width, height: small.height };
  }
  return undefined;
}

/** The picture; a file that is damaged is none. */
function readable(file: Buffer): Picture | undefined {
  try {
    return readPng(file);
  } catch {
    return undefined;
  }
}

function noneWhereNoFolder(error: unknown): string[] {
  if (codeOf(error) !== 'ENOENT') throw error;
  return [];
}
