/*
 * The micro-kernels: 4 rows by 8 columns in eight registers. V8 has 15 vector registers to give: a larger tile, or unrolling by hand, spills
 * and halves the speed.
 */

/** Rows that are gathered, a packed panel [8 biases][taps][depth][8]; the tile goes to `tile`, [4][8]. */
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

/** Packed rows [depth][4] times a packed panel [depth][8]; the tile goes to `tile`, [4][8]. */
@inline
export function packedTile(rows: usize, panel: usize, depth: i32, tile: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const end = panel + ((<usize>depth) << 5);
  while (panel < end) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    panel += 32;
    let a = v128.load32_splat(rows);
    rows += 4;
    c00 = f32x4.add(c00, f32x4.mul(a, b0));
    c01 = f32x4.add(c01, f32x4.mul(a, b1));
    a = v128.load32_splat(rows);
    rows += 4;
    c10 = f32x4.add(c10, f32x4.mul(a, b0));
    c11 = f32x4.add(c11, f32x4.mul(a, b1));
    a = v128.load32_splat(rows);
    rows += 4;
    c20 = f32x4.add(c20, f32x4.mul(a, b0));
    c21 = f32x4.add(c21, f32x4.mul(a, b1));
    a = v128.load32_splat(rows);
    rows += 4;
    c30 = f32x4.add(c30, f32x4.mul(a, b0));
    c31 = f32x4.add(c31, f32x4.mul(a, b1));
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

/** Columns of a tile, and of a panel of weights. */
export const PANEL = 8;
export const TILE_BYTES: usize = 128;
