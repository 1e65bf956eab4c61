import type { Block } from './block';
import { addRowTiles } from './addRowTiles';
import { tileModule, tileSide, type TileModule } from './tileModule';

export interface RowProducts {
  /** Rows of `a`, rows of `b`, and the length of the rows. */
  readonly rowsA: number;
  readonly rowsB: number;
  readonly length: number;
  /** Factor of the products. */
  readonly sign: 1 | -1;
}

const tile = tileSide;
const depth = 256;

/**
 * Adds all inner products of rows of `a` with rows of `b` to `c`: c[i, j] += sign * sum_k a[i, k] b[j, k].
 * Nine running sums stay in registers, and the rows are cut to lengths that stay in the first cache. Without WebAssembly it takes twice as long.
 */
export const addRowProducts = (c: Block, a: Block, b: Block, shape: RowProducts, tiles: TileModule | null = tileModule()): void => {
  if (tiles === null) addPlainly(c, a, b, shape);
  else addRowTiles(tiles, c, a, b, { ...shape, term: 'product' });
};

const addPlainly = (c: Block, a: Block, b: Block, { rowsA, rowsB, length, sign }: RowProducts): void => {
  const tiledA = rowsA - (rowsA % tile);
  const tiledB = rowsB - (rowsB % tile);
  for (let from = 0; from < length; from += depth) {
    const to = Math.min(from + depth, length);
    for (let i = 0; i < tiledA; i += tile) {
      for (let j = 0; j < tiledB; j += tile) addTile(c, a, b, i, j, from, to, sign);
    }
    for (let i = 0; i < rowsA; i++) {
      for (let j = i < tiledA ? tiledB : 0; j < rowsB; j++) addElement(c, a, b, i, j, from, to, sign);
    }
  }
};

const addElement = (c: Block, a: Block, b: Block, i: number, j: number, from: number, to: number, sign: number): void => {
  const startA = a.start + i * a.stride;
  const startB = b.start + j * b.stride;
  let sum = 0;
  for (let k = from; k < to; k++) sum += a.data[startA + k]! * b.data[startB + k]!;
  c.data[c.start + i * c.stride + j]! += sign * sum;
};

const addTile = (c: Block, a: Block, b: Block, i: number, j: number, from: number, to: number, sign: number): void => {
  const x = a.data;
  const y = b.data;
  const a0 = a.start + i * a.stride;
  const a1 = a0 + a.stride;
  const a2 = a1 + a.stride;
  const b0 = b.start + j * b.stride;
  const b1 = b0 + b.stride;
  const b2 = b1 + b.stride;
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = from; k < to; k++) {
    const x0 = x[a0 + k]!;
    const x1 = x[a1 + k]!;
    const x2 = x[a2 + k]!;
    const y0 = y[b0 + k]!;
    const y1 = y[b1 + k]!;
    const y2 = y[b2 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
  }
  const sums = c.data;
  const c0 = c.start + i * c.stride + j;
  const c1 = c0 + c.stride;
  const c2 = c1 + c.stride;
  sums[c0]! += sign * s00;
  sums[c0 + 1]! += sign * s01;
  sums[c0 + 2]! += sign * s02;
  sums[c1]! += sign * s10;
  sums[c1 + 1]! += sign * s11;
  sums[c1 + 2]! += sign * s12;
  sums[c2]! += sign * s20;
  sums[c2 + 1]! += sign * s21;
  sums[c2 + 2]! += sign * s22;
};
