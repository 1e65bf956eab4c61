/*
 * The micro-kernels: 4 rows by 8 columns in eight registers. V8 has 15 vector registers to give: a larger tile, or unrolling by hand, spills
 * and halves the speed. They are inlined in each caller, without which they are up to a third slower; one place of call a caller keeps the code
 * small. They repeat each other on purpose: a shared one ran at 74 GFLOP/s in place of 89.
 */

/** Rows that are gathered, a packed panel [8 biases][taps][depth][8]; the tile goes to `tile`, [4][8]. */
@inline
export function gatheredTile(addresses: usize, taps: i32, depth: i32, panel: usize, tile: usize): void {
  let c00 = v128.load(panel);
  let c01 = v128.load(panel, 16);
  let c10 = c00;
  let c11 = c01;
  let c20 = c00;
  let c21 = c01;
  let c30 = c00;
  let c31 = c01;
  panel += 32;
  const lastTap = addresses + ((<usize>taps) << 4);
  for (; addresses < lastTap; addresses += 16) {
    let a0 = load<usize>(addresses);
    let a1 = load<usize>(addresses, 4);
    let a2 = load<usize>(addresses, 8);
    let a3 = load<usize>(addresses, 12);
    const end = panel + ((<usize>depth) << 5);
    while (panel < end) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      panel += 32;
      let a = v128.load32_splat(a0);
      a0 += 4;
      c00 = f32x4.add(c00, f32x4.mul(a, b0));
      c01 = f32x4.add(c01, f32x4.mul(a, b1));
      a = v128.load32_splat(a1);
      a1 += 4;
      c10 = f32x4.add(c10, f32x4.mul(a, b0));
      c11 = f32x4.add(c11, f32x4.mul(a, b1));
      a = v128.load32_splat(a2);
      a2 += 4;
      c20 = f32x4.add(c20, f32x4.mul(a, b0));
      c21 = f32x4.add(c21, f32x4.mul(a, b1));
      a = v128.load32_splat(a3);
      a3 += 4;
      c30 = f32x4.add(c30, f32x4.mul(a, b0));
      c31 = f32x4.add(c31, f32x4.mul(a, b1));
    }
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
}

/**
 * The sum of the products of `count` columns of four and rows of eight goes to the tile, [4][8], or is added to it; each lies a stride of bytes
 * after the last.
 */
@inline
export function crossTile(
  columns: usize,
  columnStride: usize,
  rows: usize,
  rowStride: usize,
  count: i32,
  tile: usize,
  tileStride: usize,
  adds: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = rows + <usize>count * rowStride; rows < end; rows += rowStride) {
    const b0 = v128.load(rows);
    const b1 = v128.load(rows, 16);
    let a = v128.load32_splat(columns);
    c00 = f32x4.add(c00, f32x4.mul(a, b0));
    c01 = f32x4.add(c01, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 4);
    c10 = f32x4.add(c10, f32x4.mul(a, b0));
    c11 = f32x4.add(c11, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 8);
    c20 = f32x4.add(c20, f32x4.mul(a, b0));
    c21 = f32x4.add(c21, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 12);
    c30 = f32x4.add(c30, f32x4.mul(a, b0));
    c31 = f32x4.add(c31, f32x4.mul(a, b1));
    columns += columnStride;
  }
  const t1 = tile + tileStride;
  const t2 = t1 + tileStride;
  const t3 = t2 + tileStride;
  if (adds) {
    c00 = f32x4.add(c00, v128.load(tile));
    c01 = f32x4.add(c01, v128.load(tile, 16));
    c10 = f32x4.add(c10, v128.load(t1));
    c11 = f32x4.add(c11, v128.load(t1, 16));
    c20 = f32x4.add(c20, v128.load(t2));
    c21 = f32x4.add(c21, v128.load(t2, 16));
    c30 = f32x4.add(c30, v128.load(t3));
    c31 = f32x4.add(c31, v128.load(t3, 16));
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(t1, c10);
  v128.store(t1, c11, 16);
  v128.store(t2, c20);
  v128.store(t2, c21, 16);
  v128.store(t3, c30);
  v128.store(t3, c31, 16);
}

/** Four rows that lie `stride` bytes apart times a packed panel [depth][8]; the tile goes to `tile`, [4][8], or is added to it. */
@inline
export function rowsTile(rows: usize, stride: usize, depth: i32, panel: usize, tile: usize, adds: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let a0 = rows;
  let a1 = a0 + stride;
  let a2 = a1 + stride;
  let a3 = a2 + stride;
  const end = panel + ((<usize>depth) << 5);
  while (panel < end) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    panel += 32;
    let a = v128.load32_splat(a0);
    a0 += 4;
    c00 = f32x4.add(c00, f32x4.mul(a, b0));
    c01 = f32x4.add(c01, f32x4.mul(a, b1));
    a = v128.load32_splat(a1);
    a1 += 4;
    c10 = f32x4.add(c10, f32x4.mul(a, b0));
    c11 = f32x4.add(c11, f32x4.mul(a, b1));
    a = v128.load32_splat(a2);
    a2 += 4;
    c20 = f32x4.add(c20, f32x4.mul(a, b0));
    c21 = f32x4.add(c21, f32x4.mul(a, b1));
    a = v128.load32_splat(a3);
    a3 += 4;
    c30 = f32x4.add(c30, f32x4.mul(a, b0));
    c31 = f32x4.add(c31, f32x4.mul(a, b1));
  }
  if (adds) {
    c00 = f32x4.add(c00, v128.load(tile));
    c01 = f32x4.add(c01, v128.load(tile, 16));
    c10 = f32x4.add(c10, v128.load(tile, 32));
    c11 = f32x4.add(c11, v128.load(tile, 48));
    c20 = f32x4.add(c20, v128.load(tile, 64));
    c21 = f32x4.add(c21, v128.load(tile, 80));
    c30 = f32x4.add(c30, v128.load(tile, 96));
    c31 = f32x4.add(c31, v128.load(tile, 112));
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
}

/** Adds the products of `count` columns of four and rows of eight to four rows of eight sums; each lies a stride of bytes after the last. */
@inline
export function addCrossTile(
  columns: usize,
  columnStride: usize,
  rows: usize,
  rowStride: usize,
  count: i32,
  sums: usize,
  sumStride: usize,
): void {
  const s1 = sums + sumStride;
  const s2 = s1 + sumStride;
  const s3 = s2 + sumStride;
  let c00 = v128.load(sums);
  let c01 = v128.load(sums, 16);
  let c10 = v128.load(s1);
  let c11 = v128.load(s1, 16);
  let c20 = v128.load(s2);
  let c21 = v128.load(s2, 16);
  let c30 = v128.load(s3);
  let c31 = v128.load(s3, 16);
  for (const end = rows + <usize>count * rowStride; rows < end; rows += rowStride) {
    const b0 = v128.load(rows);
    const b1 = v128.load(rows, 16);
    let a = v128.load32_splat(columns);
    c00 = f32x4.add(c00, f32x4.mul(a, b0));
    c01 = f32x4.add(c01, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 4);
    c10 = f32x4.add(c10, f32x4.mul(a, b0));
    c11 = f32x4.add(c11, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 8);
    c20 = f32x4.add(c20, f32x4.mul(a, b0));
    c21 = f32x4.add(c21, f32x4.mul(a, b1));
    a = v128.load32_splat(columns, 12);
    c30 = f32x4.add(c30, f32x4.mul(a, b0));
    c31 = f32x4.add(c31, f32x4.mul(a, b1));
    columns += columnStride;
  }
  v128.store(sums, c00);
  v128.store(sums, c01, 16);
  v128.store(s1, c10);
  v128.store(s1, c11, 16);
  v128.store(s2, c20);
  v128.store(s2, c21, 16);
  v128.store(s3, c30);
  v128.store(s3, c31, 16);
}

/** Columns of a tile, and of a panel of weights. */
export const PANEL = 8;
export const TILE_BYTES: usize = 128;
