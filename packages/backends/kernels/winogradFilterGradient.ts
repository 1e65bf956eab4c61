import { Correlation } from './convolution';
import { Tap, tapAt } from './gather';
import { PANEL, addCrossTile } from './tile';
import { inputWork, originOf, transformInput } from './winogradInput';
import { filterGradientLine, gradientLine } from './winogradLines';
import { POINTS, TAPS, TILE, TILE_PIXELS, countsAt, positionsOf, tileCount, writePlaces } from './winogradTiles';

/*
 * The filter gradient of squares of `side` x `side` taps: the adjoint of F(4x4, 3x3), or of F(4x4, 2x2). Channels are multiples of 4, outputs
 * of 8.
 */

const BLOCK = 32;
const ROWS = 4;

/** Bytes of work memory for so many channels, and so many outputs of the panels of one call. */
export function winogradGradientWork(side: i32, channels: i32, outputs: i32): usize {
  const positions = positionsOf(side);
  const lines = 1 + POINTS * POINTS + TAPS * POINTS + TAPS;
  return 4 * (TILE_PIXELS + positions * (BLOCK * (channels + outputs) + channels * outputs) + lines * outputs) + inputWork(channels);
}

/** A dy A^T of a tile: a line of outputs for each position, `stride` bytes apart. */
function transformGradient(first: i32, places: usize, offset: usize, bytes: usize, to: usize, stride: usize, half: usize): void {
  for (let x = 0; x < TILE; x++) {
    const d = places + ((<usize>x) << 2);
    gradientLine(
      first,
      load<usize>(d) + offset,
      load<usize>(d, 16) + offset,
      load<usize>(d, 32) + offset,
      load<usize>(d, 48) + offset,
      half + <usize>x * bytes,
      <usize>TILE * bytes,
      bytes,
    );
  }
  const origin = originOf(to, stride, first);
  for (let i = first; i < POINTS; i++) {
    const d = half + <usize>(i * TILE) * bytes;
    gradientLine(first, d, d + bytes, d + 2 * bytes, d + 3 * bytes, origin + <usize>(i * (POINTS - first)) * stride, stride, bytes);
  }
}

/** G^T s G of one channel: a line of outputs for each tap of a square. */
function transformSums(taps: usize, first: i32, sums: usize, stride: usize, bytes: usize, to: usize, half: usize): void {
  const side = TAPS - first;
  const origin = originOf(sums, stride, first);
  for (let j = first; j < POINTS; j++) {
    const from = origin + <usize>j * stride;
    filterGradientLine(first, from, <usize>(POINTS - first) * stride, half + <usize>j * bytes, <usize>POINTS * bytes, bytes);
  }
  const gradients = half + <usize>(TAPS * POINTS) * bytes;
  for (let i = first; i < TAPS; i++) {
    filterGradientLine(first, half + <usize>(i * POINTS) * bytes, bytes, gradients, bytes, bytes);
    for (let j = first; j < TAPS; j++) {
      const offset = tapAt(taps, (i - first) * side + j - first).weights;
      if (offset >= 0) memory.copy(to + offset, gradients + <usize>j * bytes, bytes);
    }
  }
}

/** Adds the products of a block of rows [tile][channels] and gradients [tile][outputs] to sums [channels][outputs]. */
function addProducts(rows: usize, channelBytes: usize, gradients: usize, outputBytes: usize, count: i32, sums: usize): void {
  for (let channel: usize = 0; channel < channelBytes; channel += 4 * ROWS) {
    for (let at: usize = 0; at < outputBytes; at += 4 * PANEL) {
      addCrossTile(rows + channel, channelBytes, gradients + at, outputBytes, count, sums + at, outputBytes);
    }
    sums += <usize>ROWS * outputBytes;
  }
}

/** Correlates one square of taps over all tiles of `batches` images, for the output channels of the panels `from` to `to`. */
function correlateSquare(c: Correlation, taps: usize, side: i32, batches: i32, from: i32, to: i32, work: usize): void {
  const first = TAPS - side;
  const positions = positionsOf(side);
  const channelBytes = (<usize>c.channels) << 2;
  const outputBytes = (<usize>(to - from)) << 5;
  const offset = (<usize>from) << 5;
  const rowStride = c.gridWidth * c.gradientPixelStride;
  const sumStride = <usize>c.channels * outputBytes;
  const places = work;
  const zeros = places + 4 * TILE_PIXELS;
  const half = zeros + outputBytes;
  const sums = half + <usize>(POINTS * POINTS + TAPS * POINTS + TAPS) * outputBytes;
  const rows = sums + <usize>positions * sumStride;
  const gradients = rows + <usize>(positions * BLOCK) * channelBytes;
  const inputAt = gradients + <usize>(positions * BLOCK) * outputBytes;
  const tiles = tileCount(c, batches);
  memory.fill(zeros, 0, outputBytes);
  memory.fill(sums, 0, <usize>positions * sumStride);
  for (let block = 0; block < tiles; block += BLOCK) {
    const count = min(BLOCK, tiles - block);
    for (let tile = 0; tile < count; tile++) {
      const row = rows + <usize>tile * channelBytes;
      transformInput(c, changetype<Tap>(taps), first, block + tile, row, <usize>BLOCK * channelBytes, inputAt);
      writePlaces(c, block + tile, c.gradient, c.gridHeight * rowStride, rowStride, c.gradientPixelStride, zeros - offset, places);
      transformGradient(first, places, offset, outputBytes, gradients + <usize>tile * outputBytes, <usize>BLOCK * outputBytes, half);
    }
    let row = rows;
    let gradient = gradients;
    let sum = sums;
    for (let i = first; i < POINTS; i++) {
      for (let j = first; j < POINTS; j++) {
        if (countsAt(taps, side, i, j)) addProducts(row, channelBytes, gradient, outputBytes, count, sum);
        row += <usize>BLOCK * channelBytes;
        gradient += <usize>BLOCK * outputBytes;
        sum += sumStride;
      }
    }
  }
  for (let channel = 0; channel < c.channels; channel++) {
    const output = c.output + <usize>channel * c.outputRowStride + offset;
    transformSums(taps, first, sums + <usize>channel * outputBytes, sumStride, outputBytes, output, half);
  }
}

/** Correlates the squares `fromSquare` to `toSquare`, for the output channels of the panels `from` to `to`. */
export function winogradFilterGradient(
  correlation: usize,
  side: i32,
  batches: i32,
  fromSquare: i32,
  toSquare: i32,
  from: i32,
  to: i32,
  work: usize,
): void {
  const c = changetype<Correlation>(correlation);
  for (let square = fromSquare; square < toSquare; square++) {
    correlateSquare(c, c.taps + square * side * side * offsetof<Tap>(), side, batches, from, to, work);
  }
}
