import type { RowProducts } from './addRowProducts';
import type { Block } from './block';
import { addRowTiles } from './addRowTiles';
import { tileModule, tileSide, type TileModule } from './tileModule';

const tile = tileSide;

/**
 * Adds the squared distances of all rows of `a` to all rows of `b` to `c`: c[i, j] += sum_k (a[i, k] - b[j, k])^2. By differences, not by
 * |a|^2 + |b|^2 - 2 a.b: equal rows have distance 0, and near ones lose no digits. Without WebAssembly it takes twice as long.
 */
export const addRowDistances = (
  c: Block,
  a: Block,
  b: Block,
  shape: Omit<RowProducts, 'sign'>,
  tiles: TileModule | null = tileModule(),
): void => {
  if (tiles === null) addPlainly(c, a, b, shape);
  else addRowTiles(tiles, c, a, b, { ...shape, term: 'squaredDistance', sign: 1 });
};

const addPlainly = (c: Block, a: Block, b: Block, { rowsA, rowsB, length }: Omit<RowProducts, 'sign'>): void => {
  const tiledA = rowsA - (rowsA % tile);
  const tiledB = rowsB - (rowsB % tile);
  for (let i = 0; i < tiledA; i += tile) {
    for (let j = 0; j < tiledB; j += tile) addTile(c, a, b, i, j, length);
  }
  for (let i = 0; i < rowsA; i++) {
    for (let j = i < tiledA ? tiledB : 0; j < rowsB; j++) addElement(c, a, b, i, j, length);
  }
};

const addElement = (c: Block, a: Block, b: Block, i: number, j: number, length: number): void => {
  const startA = a.start + i * a.stride;
  const startB = b.start + j * b.stride;
  let sum = 0;
  for (let k = 0; k < length; k++) sum += (a.data[startA + k]! - b.data[startB + k]!) ** 2;
  c.data[c.start + i * c.stride + j]! += sum;
};

const addTile = (c: Block, a: Block, b: Block, i: number, j: number, length: number): void => {
  const x = a.data;
  const y = b.data;
  const a0 = a.start + i * a.stride;
  const a1 = a0 + a.stride;
  const a2 = a1 + a.stride;
  const b0 = b.start + j * b.stride;
  const b1 = b0 + b.stride;
  const b2 = b1 + b.stride;
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < length; k++) {
    const x0 = x[a0 + k]!;
    const x1 = x[a1 + k]!;
    const x2 = x[a2 + k]!;
    const y0 = y[b0 + k]!;
    const y1 = y[b1 + k]!;
    const y2 = y[b2 + k]!;
    s00 += (x0 - y0) * (x0 - y0);
    s01 += (x0 - y1) * (x0 - y1);
    s02 += (x0 - y2) * (x0 - y2);
    s10 += (x1 - y0) * (x1 - y0);
    s11 += (x1 - y1) * (x1 - y1);
    s12 += (x1 - y2) * (x1 - y2);
    s20 += (x2 - y0) * (x2 - y0);
    s21 += (x2 - y1) * (x2 - y1);
    s22 += (x2 - y2) * (x2 - y2);
  }
  const sums = c.data;
  const c0 = c.start + i * c.stride + j;
  const c1 = c0 + c.stride;
  const c2 = c1 + c.stride;
  sums[c0]! += s00;
  sums[c0 + 1]! += s01;
  sums[c0 + 2]! += s02;
  sums[c1]! += s10;
  sums[c1 + 1]! += s11;
  sums[c1 + 2]! += s12;
  sums[c2]! += s20;
  sums[c2 + 1]! += s21;
  sums[c2 + 2]! += s22;
};
