import { Gather, Tap, tapAt } from './gather';

/*
 * Where the tiles of a grid are: 4 x 4 pixels each, the last of a row or column broken off where the grid ends.
 */

/** Pixels along a side of a tile. */
export const TILE = 4;
export const TILE_PIXELS = TILE * TILE;
/** What a tile sees along an axis, which is also how many points there are. */
export const POINTS = 6;
/** Taps along an axis; of two, the first is zero. */
export const TAPS = 3;

/** Products of a channel and an output in a tile, by squares of `side` x `side` taps. */
@inline
export function positionsOf(side: i32): i32 {
  return (TILE + side - 1) * (TILE + side - 1);
}

/** Whether a square has weights at point `i` of the rows and `j` of the columns: those at infinity are the last taps', which may be missing. */
export function countsAt(square: usize, side: i32, i: i32, j: i32): bool {
  const last = POINTS - 1;
  if (i == last && tapAt(square, side * (side - 1)).weights < 0) return false;
  return j < last || tapAt(square, side - 1).weights >= 0;
}

// The image and the first pixel of the tile that was located last.
let batch: i32 = 0;
let row: i32 = 0;
let column: i32 = 0;

function locateTile(grid: Gather, tile: i32): void {
  const across = (grid.gridWidth + TILE - 1) / TILE;
  const tiles = across * ((grid.gridHeight + TILE - 1) / TILE);
  batch = tile / tiles;
  const inside = tile - batch * tiles;
  const down = inside / across;
  row = TILE * down;
  column = TILE * (inside - down * across);
}

export function tileCount(grid: Gather, batches: i32): i32 {
  return batches * ((grid.gridHeight + TILE - 1) / TILE) * ((grid.gridWidth + TILE - 1) / TILE);
}

/** The addresses [6][6] of the pixels that a tile sees through a square of neighbouring taps; from `first` on along each axis. */
export function writeSeen(grid: Gather, tap: Tap, first: i32, tile: i32, to: usize): void {
  locateTile(grid, tile);
  const image = grid.image + <usize>batch * grid.batchStride;
  let y = row * grid.strideHeight + tap.row;
  const left = column * grid.strideWidth + tap.column;
  for (let i = first; i < POINTS; i++) {
    let x = left;
    for (let j = first; j < POINTS; j++) {
      const inside = i32(<u32>y < <u32>grid.height) & i32(<u32>x < <u32>grid.width);
      const address = image + (y * grid.width + x) * grid.pixelStride;
      store<usize>(to + ((<usize>(i * POINTS + j)) << 2), select<usize>(address, grid.zeros, inside));
      x += grid.strideWidth;
    }
    y += grid.strideHeight;
  }
}

/** The addresses [4][4] of a tile's pixels in an array with the grid's pixels; `outside` where the grid has ended. */
export function writePlaces(
  grid: Gather,
  tile: i32,
  base: usize,
  batchStride: u32,
  rowStride: i32,
  pixelStride: i32,
  outside: usize,
  to: usize,
): void {
  locateTile(grid, tile);
  for (let y = row; y < row + TILE; y++) {
    for (let x = column; x < column + TILE; x++) {
      const inside = i32(y < grid.gridHeight) & i32(x < grid.gridWidth);
      const address = base + <usize>batch * batchStride + y * rowStride + x * pixelStride;
      store<usize>(to, select<usize>(address, outside, inside));
      to += 4;
    }
  }
}
