import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { encodePng } from '@ganblocks/data/node';
import { SHIPPED, emojiSheet, sheetPath } from './emojiSheets';

/** Where the one data chunk of our PNG files begins, its length first. */
const DATA = 33;

function rowsOf(png: Uint8Array): Uint8Array {
  const length = new DataView(png.buffer, png.byteOffset).getUint32(DATA);
  return inflateSync(png.subarray(DATA + 8, DATA + 8 + length));
}

test.each(SHIPPED)('the sheet of %s shows what is rendered, but for roundings; else run this script', async (style) => {
  await useBackend('wasm', { report: () => undefined });
  const file = await readFile(sheetPath(style));
  const [kept, made] = [rowsOf(file), rowsOf(encodePng(await emojiSheet(style)))];
  expect(made).toHaveLength(kept.length);
  const differing = made.reduce((sum, value, k) => sum + (value === kept[k] ? 0 : 1), 0);
  expect(differing / kept.length).toBeLessThan(0.01);
  expect(file.length).toBeLessThan(120_000);
});
