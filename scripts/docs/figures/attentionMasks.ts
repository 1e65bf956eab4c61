import '@tensorflow/tfjs-backend-cpu';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as ops from '@ganblocks/core/ops';

/** Where the picture is kept. */
export const ATTENTION_MASKS = fileURLToPath(new URL('../../../docs/images/attention-masks.svg', import.meta.url));

const SIDE = 6;
const PIXELS = SIDE * SIDE;
/** Of the image, [row, column]: whose view the middle row shows. */
const PIXEL = [3, 4] as const;
const PANEL = 144;
const GAP = 24;
const INK = '#3b5bdb';
const PAPER = '#eef1f6';
const MARK = '#e8590c';

const heads = (['leftToRight', 'rightToLeft'] as const).flatMap((direction) =>
  (['floor', 'repetitive'] as const).map((pattern) => ({ pattern, direction })),
);
const titles = ['floor, left to right', 'repetitive, left to right', 'floor, right to left', 'repetitive, right to left'];

/** The cells of a square panel, `count` in a row, that a rule fills; neighbours in a row are one rectangle. */
function cells(count: number, left: number, top: number, isFilled: (row: number, column: number) => boolean, fill: string): string {
  const size = PANEL / count;
  const runs: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const start = column;
      while (column < count && isFilled(row, column)) column++;
      const [x, y, width] = [start, row, column - start].map((value) => Number((value * size).toFixed(2)));
      if (column > start) runs.push(`M${x} ${y}h${width}v${size}h-${width}z`);
    }
  }
  return `<path transform="translate(${left} ${top})" fill="${fill}" d="${runs.join('')}"/>`;
}

const text = (x: number, y: number, words: string, attributes = ''): string => `<text x="${x}" y="${y}"${attributes}>${words}</text>`;
const panel = (left: number, top: number): string => `<rect x="${left}" y="${top}" width="${PANEL}" height="${PANEL}" fill="${PAPER}"/>`;
const leftOf = (index: number): number => GAP + index * (PANEL + GAP);

/** The order in which a pattern runs over the image, each block of it in its own grey. */
function enumeration(left: number, top: number): string {
  const size = PANEL / SIDE;
  const order = ops.cellEnumeration(SIDE, SIDE);
  const cell = (k: number): string => {
    const [x, y] = [left + (order[k]! % SIDE) * size, top + Math.floor(order[k]! / SIDE) * size];
    const light = Math.floor(k / SIDE) % 2 === 0 ? PAPER : '#cfd6e4';
    const box = `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${light}"/>`;
    return box + text(x + size / 2, y + size / 2 + 4, String(k + 1), ' text-anchor="middle"');
  };
  return Array.from({ length: PIXELS }, (_, k) => cell(k)).join('\n');
}

/** One mask: what one pixel may attend to in the image, above the whole matrix. */
function column(mask: ArrayLike<number>, index: number): string {
  const [left, views, matrices] = [leftOf(index + 1), 40, 40 + PANEL + 36];
  const [row, at] = PIXEL;
  const query = row * SIDE + at;
  return [
    text(left, 30, titles[index]!),
    panel(left, views),
    cells(SIDE, left, views, (r, c) => mask[query * PIXELS + r * SIDE + c] !== 0, INK),
    cells(SIDE, left, views, (r, c) => r === row && c === at, MARK),
    panel(left, matrices),
    cells(PIXELS, left, matrices, (r, c) => mask[r * PIXELS + c] !== 0, INK),
    cells(PIXELS, left, matrices, (r, c) => r === query && mask[r * PIXELS + c] !== 0, MARK),
  ].join('\n');
}

/** The masks of local sparse attention among the pixels of a 6 × 6 image, as a picture. */
export async function attentionMasks(): Promise<string> {
  const columns: string[] = [];
  for (const [index, head] of heads.entries()) {
    const mask = ops.sparseAttentionMask({ rows: SIDE, columns: SIDE, pool: 1, ...head });
    columns.push(column(await mask.data(), index));
    mask.dispose();
  }
  const [width, height] = [leftOf(heads.length + 1), 40 + 2 * PANEL + 36 + GAP];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#212529">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(leftOf(0), 30, 'the order of the pixels'),
    enumeration(leftOf(0), 40),
    text(leftOf(0), 40 + PANEL + 60, 'above: what the orange'),
    text(leftOf(0), 40 + PANEL + 76, 'pixel may attend to'),
    text(leftOf(0), 40 + PANEL + 104, 'right: whole masks, a row'),
    text(leftOf(0), 40 + PANEL + 120, 'for each attending pixel'),
    ...columns,
    '</svg>\n',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(ATTENTION_MASKS, await attentionMasks());
