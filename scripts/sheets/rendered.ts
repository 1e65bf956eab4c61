import { createHash } from 'node:crypto';
import type { ImageTable } from '@ganblocks/data';
import { emoji } from '@ganblocks/data/node';
import type { Emoji, EmojiStyle } from '@ganblocks/data/node';

/** Where the images that the sheets are made of are rendered to. */
export interface Rendering {
  readonly cacheFolder: string;
}

/** Pixels of an emoji. */
export type PixelsOf = (one: Emoji) => Uint8Array;

/** All images of a table, one by one. */
export async function imagesOf(table: ImageTable): Promise<Uint8Array[]> {
  const [height, width, channels] = table.imageShape;
  const length = height * width * channels;
  const bytes = await table.read(Int32Array.from({ length: table.size }, (_, row) => row));
  return Array.from({ length: table.size }, (_, row) => bytes.subarray(row * length, (row + 1) * length));
}

/** Renders these emoji in a style. */
export async function render(style: EmojiStyle, some: readonly Emoji[], resolution: number, { cacheFolder }: Rendering): Promise<PixelsOf> {
  const keys = new Set(some.map(({ key }) => key));
  const table = await emoji({ style, resolution, split: 'all', select: ({ key }) => keys.has(key), cacheFolder });
  const images = await imagesOf(table);
  const byName = new Map(images.map((image, row) => [table.captions?.[row]?.[0] ?? '', image]));
  await table.close();
  return ({ name }) => byName.get(name) ?? new Uint8Array(0);
}

/** So many, evenly spaced in their order. */
export function spaced<T>(some: readonly T[], count: number): T[] {
  const wanted = Math.min(count, some.length);
  return Array.from({ length: wanted }, (_, at) => some[Math.floor(((at + 0.5) * some.length) / wanted)]).filter(
    (one) => one !== undefined,
  );
}

/** In an order that says nothing, and is always the same. */
export function mixed(some: readonly Emoji[]): Emoji[] {
  const place = ({ key }: Emoji): string => createHash('sha256').update(`sheet ${key}`).digest('hex');
  return some
    .map((one) => [place(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
}
