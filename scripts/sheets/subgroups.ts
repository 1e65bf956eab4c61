import { commonEmoji } from '@ganblocks/data/node';
import type { EmojiStyle } from '@ganblocks/data/node';
import { render, spaced } from './rendered';
import type { SheetMaker } from './emojiSheets';

const SIZE = 30;
const SHOWN = 4;
const BLOCK = { width: 140, height: 52 };
const COLUMNS = 5;

/** Some of each subgroup, under its name. */
export const subgroups =
  (style: EmojiStyle): SheetMaker =>
  async (rendering) => {
    const all = commonEmoji([style, 'fluent']);
    const names = [...new Set(all.map(({ subgroup }) => subgroup))].sort();
    const blocks = names.map((name) => ({ name, some: spaced(all.filter(({ subgroup }) => subgroup === name), SHOWN) })); // prettier-ignore
    const drawn = await render(style, blocks.flatMap(({ some }) => some), SIZE, rendering); // prettier-ignore
    const placeOf = (block: number): { x: number; y: number } => ({
      x: 4 + (block % COLUMNS) * BLOCK.width,
      y: Math.floor(block / COLUMNS) * BLOCK.height,
    });
    return {
      width: COLUMNS * BLOCK.width,
      height: Math.ceil(blocks.length / COLUMNS) * BLOCK.height,
      cellSize: SIZE,
      colours: 64,
      cells: blocks.flatMap(({ some }, block) => {
        const { x, y } = placeOf(block);
        return some.map((one, at) => ({ pixels: drawn(one), x: x + at * (SIZE + 2), y: y + 17 }));
      }),
      words: blocks.map(({ name }, block) => ({ text: name, x: placeOf(block).x, y: placeOf(block).y + 13, size: 11 })),
    };
  };
