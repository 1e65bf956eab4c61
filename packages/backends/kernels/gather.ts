/*
 * Where a convolution reads. A pixel of the grid and a tap name `channels` neighbouring floats of the image, or zeros outside of it, so that
 * nothing is padded, copied or transposed. The JavaScript side writes these records into memory; all fields are 32 bits, strides are in bytes.
 */

/** A grid of pixels over images [N, height, width, channels], and the taps that each pixel sees. */
@unmanaged
export class Gather {
  image: usize;
  batchStride: u32;
  height: i32;
  width: i32;
  pixelStride: i32;
  channels: i32;
  gridHeight: i32;
  gridWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  /** Address of the taps, each `Tap`. */
  taps: usize;
  tapCount: i32;
  /** A row of zeros, as long as a pixel and 12 bytes more. */
  zeros: usize;
}

/** What a tap adds to the position of a pixel, and where its weights are. */
@unmanaged
export class Tap {
  row: i32;
  column: i32;
  /** Offset of the tap's weights; below 0 where it has none, and only fills up a square. */
  weights: i32;
}

@inline
export function tapAt(taps: usize, index: i32): Tap {
  return changetype<Tap>(taps + index * offsetof<Tap>());
}

/** Pixels of a group: as many as the micro-kernels compute at once. */
export const GROUP = 4;

// The pixel at which a walk over the grid stands.
let batch: i32 = 0;
let row: i32 = 0;
let column: i32 = 0;

/** Begins a walk over the grid at a pixel, counted over all images. */
export function walkFrom(grid: Gather, pixel: i32): void {
  const pixels = grid.gridHeight * grid.gridWidth;
  batch = pixel / pixels;
  const inside = pixel - batch * pixels;
  row = inside / grid.gridWidth;
  column = inside - row * grid.gridWidth;
}

@inline
export function walkOn(grid: Gather): void {
  if (++column < grid.gridWidth) return;
  column = 0;
  if (++row < grid.gridHeight) return;
  row = 0;
  batch++;
}

/** How many of `count` pixels from the one at which the walk stands lie beside each other, in its row. */
@inline
export function besideIn(grid: Gather, count: i32): i32 {
  return min(count, grid.gridWidth - column);
}

/** Walks over so many pixels of a row. */
@inline
export function walkAlong(grid: Gather, count: i32): void {
  column += count - 1;
  walkOn(grid);
}

/** Offset of the pixel at which the walk stands in an array of the grid's pixels. */
@inline
export function walkOffset(batchStride: u32, rowStride: i32, pixelStride: i32): usize {
  return <usize>batch * batchStride + row * rowStride + column * pixelStride;
}

/** Writes the address of what each tap sees from the pixel at which the walk stands. */
export function writeAddresses(grid: Gather, at: usize, tapStride: usize): void {
  const image = grid.image + <usize>batch * grid.batchStride;
  const top = row * grid.strideHeight;
  const left = column * grid.strideWidth;
  const height = grid.height;
  const width = grid.width;
  const pixelStride = grid.pixelStride;
  const zeros = grid.zeros;
  let tap = grid.taps;
  const end = tap + grid.tapCount * offsetof<Tap>();
  for (; tap < end; tap += offsetof<Tap>()) {
    const y = top + changetype<Tap>(tap).row;
    const x = left + changetype<Tap>(tap).column;
    const inside = i32(<u32>y < <u32>height) & i32(<u32>x < <u32>width);
    store<usize>(at, select<usize>(image + (y * width + x) * pixelStride, zeros, inside));
    at += tapStride;
  }
}

/** Where a table has the address for a pixel of a block: groups follow each other by `groupStride` bytes. */
@inline
function placeOf(table: usize, pixel: i32, groupStride: usize): usize {
  return table + <usize>(pixel >> 2) * groupStride + ((<usize>(pixel & 3)) << 2);
}

/** Writes what a tap sees from the pixels `from` to `to` of a block, which lie in one row: it begins at column `x` of row `y` of the image. */
function writeLine(grid: Gather, image: usize, y: i32, x: i32, from: i32, to: i32, table: usize, groupStride: usize): void {
  const zeros = grid.zeros;
  const width = <u32>y < <u32>grid.height ? grid.width : 0;
  const stride = grid.strideWidth;
  const step = stride * grid.pixelStride;
  let address = image + (y * grid.width + x) * grid.pixelStride;
  for (let pixel = from; pixel < to; pixel++) {
    store<usize>(placeOf(table, pixel, groupStride), select<usize>(address, zeros, <u32>x < <u32>width));
    address += step;
    x += stride;
  }
}

/**
 * Writes the addresses of what each tap sees from `count` pixels, the first of which is `first`. In the table groups of pixels follow each other by
 * `groupStride` bytes, taps by `tapStride`.
 */
export function gatherTaps(grid: Gather, first: i32, count: i32, table: usize, groupStride: usize, tapStride: usize): void {
  walkFrom(grid, first);
  for (let pixel = 0; pixel < count; ) {
    const beside = besideIn(grid, count - pixel);
    const image = grid.image + <usize>batch * grid.batchStride;
    let taps = table;
    let tap = grid.taps;
    for (const end = tap + grid.tapCount * offsetof<Tap>(); tap < end; tap += offsetof<Tap>()) {
      const y = row * grid.strideHeight + changetype<Tap>(tap).row;
      const x = column * grid.strideWidth + changetype<Tap>(tap).column;
      writeLine(grid, image, y, x, pixel, pixel + beside, taps, groupStride);
      taps += tapStride;
    }
    walkAlong(grid, beside);
    pixel += beside;
  }
}
