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
  weights: u32;
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
