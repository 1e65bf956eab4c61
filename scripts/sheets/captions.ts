import { commonEmoji, emoji } from '@ganblocks/data/node';
import type { EmojiStyle } from '@ganblocks/data/node';
import { imagesOf } from './rendered';
import type { SheetMaker } from './emojiSheets';

const SIZE = 40;
const ROW = SIZE + 6;
const WIDTH = 660;
const NAMES = [
  'red apple',
  'woman: medium-dark skin tone, curly hair',
  'man: light skin tone, bald',
  'person: dark skin tone, blond hair',
  'woman firefighter: medium skin tone',
  'man health worker: dark skin tone',
  'couple with heart',
  'sleepy face',
  'flag: Japan',
];

/** Images, each with its two captions behind it: its name above, the composed one below. */
export const captions =
  (styles: readonly EmojiStyle[]): SheetMaker =>
  async ({ cacheFolder }) => {
    const order = commonEmoji(styles).map(({ name }) => name).filter((name) => NAMES.includes(name)); // prettier-ignore
    const rows: { image: Uint8Array; texts: readonly string[] }[] = [];
    for (const [at, style] of styles.entries()) {
      const own = order.filter((_, place) => place % styles.length === at);
      const table = await emoji({ style, resolution: SIZE, split: 'all', select: ({ name }) => own.includes(name), cacheFolder });
      const images = await imagesOf(table);
      images.forEach((image, row) => rows.push({ image, texts: table.captions?.[row] ?? [] }));
      await table.close();
    }
    rows.sort((one, other) => NAMES.indexOf(one.texts[0] ?? '') - NAMES.indexOf(other.texts[0] ?? ''));
    return {
      width: WIDTH,
      height: rows.length * ROW + 4,
      cellSize: SIZE,
      cells: rows.map(({ image }, row) => ({ pixels: image, x: 4, y: 4 + row * ROW })),
      words: rows.flatMap(({ texts }, row) =>
        texts.map((text, line) => ({ text, x: 60, y: row * ROW + 20 + line * 17, size: 13, bold: line === 0 })),
      ),
    };
  };
