import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import { imageGrid, type Picture } from '@ganblocks/data';
import { commonEmoji, emoji, encodePng } from '@ganblocks/data/node';

/** Only styles whose licences let us ship pictures under ours. */
export const SHIPPED = ['twemoji', 'fluent'] as const;
type Shipped = (typeof SHIPPED)[number];

/** Where the sheet of a style is kept. */
export const sheetPath = (style: Shipped): string => fileURLToPath(new URL(`../../../docs/images/emoji-${style}.png`, import.meta.url));

const SIZE = 36;
const COLUMNS = 12;
/** Shades of a channel: few, for a small file. */
const SHADES = 32;

/** Of each group as many as a row has, evenly spaced in the order of code points. */
function shown(): string[][] {
  const all = commonEmoji();
  const groups = [...new Set(all.map(({ group }) => group))].sort();
  return groups.map((name) => {
    const members = all.filter(({ group }) => group === name);
    return Array.from({ length: COLUMNS }, (_, column) => members[Math.floor(((column + 0.5) * members.length) / COLUMNS)]?.key ?? '');
  });
}

/** A row a group, the same emoji in each style. */
export async function emojiSheet(style: Shipped): Promise<Picture> {
  const keys = shown().flat();
  const cacheFolder = await mkdtemp(join(tmpdir(), 'emoji-sheet-'));
  const table = await emoji({ style, resolution: SIZE, split: 'all', select: ({ key }) => keys.includes(key), cacheFolder });
  const order = commonEmoji()
    .map(({ key }) => key)
    .filter((key) => keys.includes(key));
  const bytes = await table.read(Int32Array.from(keys, (key) => order.indexOf(key)));
  await table.close();
  await rm(cacheFolder, { recursive: true });
  const images = tf.tidy(() => {
    const shades = tf.round(tf.mul(tf.tensor4d(Float32Array.from(bytes), [keys.length, SIZE, SIZE, 3]), (SHADES - 1) / 255));
    return tf.sub<Tensor4D>(tf.mul(shades, 2 / (SHADES - 1)), 1);
  });
  const picture = await imageGrid(images, { columns: COLUMNS, gap: 4, background: 255 });
  images.dispose();
  return picture;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await useBackend('wasm');
  for (const style of SHIPPED) await writeFile(sheetPath(style), encodePng(await emojiSheet(style)));
}
