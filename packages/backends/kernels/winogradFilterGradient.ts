import { Correlation } from './convolution';
import { PANEL, packedTile } from './tile';
import { POSITIONS, tileCount, writeResultAddresses, writeTileAddresses } from './winograd';
import { transformFilterGradient, transformGradient, transformInput } from './winogradTransforms';

/*
 * The filter gradient of 3x3 convolutions of stride 1: the adjoint of F(2x2, 3x3). Channels are multiples of 4, outputs of 8.
 */

const BLOCK = 64;
const ROWS = 4;

/** Bytes of work memory for so many channels, and so many outputs of the panels of one call. */
export function winogradGradientWork(channels: i32, outputs: i32): usize {
  return 4 * (POSITIONS * BLOCK * (channels + outputs) + POSITIONS * channels * outputs + POSITIONS + ROWS * PANEL);
}

/** Adds a tile to rows of sums that lie `stride` apart. */
@inline
function addRows(tile: usize, to: usize, stride: usize): void {
  for (let row = 0; row < ROWS; row++) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(tile)));
    v128.store(to, f32x4.add(v128.load(to, 16), v128.load(tile, 16)), 16);
    tile += 32;
    to += stride;
  }
}

/** Four channels [position][channels / 4][tile][4] of what a block of tiles sees. */
function transformTiles(c: Correlation, first: i32, count: i32, addresses: usize, rows: usize): void {
  const bytes = (<usize>c.channels) << 2;
  for (let tile = 0; tile < count; tile++) {
    writeTileAddresses(c, first + tile, addresses);
    for (let at: usize = 0; at < bytes; at += 16) transformInput(addresses, at, rows + at * BLOCK, bytes * BLOCK);
    rows += 16;
  }
}

/** Eight outputs [position][panel][tile][8] of the gradients of a block. */
function transformGradients(c: Correlation, first: i32, count: i32, from: i32, to: i32, addresses: usize, panels: usize): void {
  const stride = <usize>(to - from) * BLOCK * 32;
  const rowStride = c.gridWidth * c.gradientPixelStride;
  for (let tile = 0; tile < count; tile++) {
    writeResultAddresses(c, first + tile, c.gradient, c.gridHeight * rowStride, rowStride, c.gradientPixelStride, 0, addresses);
    // The zeros are as long as a pixel of the image: an offset into them would leave them.
    const outside = i32(load<usize>(addresses, 4) == 0) | i32(load<usize>(addresses, 8) == 0);
    for (let panel = from; panel < to; panel++) {
      const offset = (<usize>panel) << 5;
      const at = panels + ((<usize>(panel - from) * BLOCK + tile) << 5);
      if (outside) {
        transformPartly(addresses, c.zeros, offset, at, stride);
        transformPartly(addresses, c.zeros, offset + 16, at + 16, stride);
      } else {
        transformGradient(addresses, offset, at, stride);
        transformGradient(addresses, offset + 16, at + 16, stride);
      }
    }
  }
}

/** As `transformGradient`, with zeros for the gradients that have no address. */
function transformPartly(addresses: usize, zeros: usize, offset: usize, at: usize, stride: usize): void {
  const shifted = addresses + 16;
  for (let i: usize = 0; i < 16; i += 4) {
    const address = load<usize>(addresses + i);
    store<usize>(shifted + i, address ? address + offset : zeros);
  }
  transformGradient(shifted, 0, at, stride);
}

/** Correlates over all tiles of `batches` images, for the output channels of the panels `from` to `to`. */
export function winogradFilterGradient(correlation: usize, batches: i32, from: i32, to: i32, work: usize): void {
  const c = changetype<Correlation>(correlation);
  const outputs = (to - from) * PANEL;
  const outputBytes = (<usize>outputs) << 2;
  const tile = work;
  const addresses = tile + ROWS * PANEL * 4;
  const sums = addresses + POSITIONS * 4;
  const sumStride = <usize>c.channels * outputBytes;
  const rows = sums + <usize>POSITIONS * sumStride;
  const panels = rows + <usize>c.channels * (POSITIONS * BLOCK * 4);
  const tiles = tileCount(c, batches);
  memory.fill(sums, 0, <usize>POSITIONS * sumStride);
  for (let first = 0; first < tiles; first += BLOCK) {
    const count = min(BLOCK, tiles - first);
    transformTiles(c, first, count, addresses, rows);
    transformGradients(c, first, count, from, to, addresses, panels);
    let row = rows;
    let sum = sums;
    for (let position = 0; position < POSITIONS; position++) {
      for (let channel = 0; channel < c.channels; channel += ROWS) {
        let panel = panels + <usize>position * outputBytes * BLOCK;
        for (let at: usize = 0; at < outputBytes; at += 32) {
          packedTile(row, panel, count, tile);
          addRows(tile, sum + at, outputBytes);
          panel += BLOCK * 32;
        }
        row += BLOCK * 16;
        sum += <usize>ROWS * outputBytes;
      }
    }
  }
  const step = <usize>c.channels * c.outputRowStride;
  for (let channel = 0; channel < c.channels; channel++) {
    const from4 = sums + <usize>channel * outputBytes;
    const to4 = c.output + <usize>channel * c.outputRowStride + ((<usize>from) << 5);
    for (let at: usize = 0; at < outputBytes; at += 16) transformFilterGradient(from4 + at, sumStride, to4 + at, step);
  }
}
