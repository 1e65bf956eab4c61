import { activated } from './activation';
import { Convolution } from './convolution';
import { GROUP, Tap } from './gather';
import { PANEL, rowsTile } from './tile';
import { inputWork, originOf, transformInput } from './winogradInput';
import { outputLine } from './winogradLines';
import { POINTS, TAPS, TILE, TILE_PIXELS, countsAt, positionsOf, writePlaces } from './winogradTiles';
import { packedPanelBytes, transformWeights, winogradWeightsWork } from './winogradWeights';

/*
 * Convolutions by F(4x4, 3x3), or by F(4x4, 2x2): 36 products in place of 144, or 25 in place of 64. The taps are one or more squares of
 * `side` x `side` neighbours on the lattice of the strides, each in the order of its places; taps may be missing in the last rows and columns
 * of a square. What the squares give is summed before it is transformed back. Channels are multiples of 4, outputs of 8.
 */

const BLOCK = 16;
/** Channels that are summed one after the other: what is added to a long sum is rounded with it. */
const CHUNK = 256;

/** Bytes of work memory of `winograd`; more where it transforms the weights itself. */
export function winogradWork(side: i32, squares: i32, channels: i32, transforms: bool): usize {
  const places = 4 * BLOCK * TILE_PIXELS;
  const lines = positionsOf(side) + TILE * POINTS + TILE_PIXELS;
  const rows = positionsOf(side) * squares * channels;
  const weights = transforms ? packedPanelBytes(side, squares * channels) + winogradWeightsWork(channels) : 0;
  return inputWork(channels) + places + 4 * BLOCK * (lines * PANEL + rows) + weights;
}

/** The products [tile][8] of a block of rows, `rowBytes` apart, and a panel of weights. */
function multiply(rows: usize, rowBytes: usize, depth: i32, panel: usize, count: i32, products: usize): void {
  for (let channel = 0; channel < depth; channel += CHUNK) {
    const chunk = min(CHUNK, depth - channel);
    const weights = panel + ((<usize>channel) << 5);
    for (let tile = 0; tile < count; tile += GROUP) {
      const row = rows + <usize>tile * rowBytes + ((<usize>channel) << 2);
      rowsTile(row, rowBytes, chunk, weights, products + ((<usize>tile) << 5), channel > 0);
    }
  }
}

/** The products [position][tile][8] of a block and a panel: of the squares that have weights at the position, which stand together. */
function multiplyPanel(c: Convolution, side: i32, rows: usize, weights: usize, count: i32, products: usize): void {
  const squareBytes = side * side * offsetof<Tap>();
  const squares = c.tapCount / (side * side);
  const rowBytes = (<usize>(squares * c.channels)) << 2;
  for (let i = TAPS - side; i < POINTS; i++) {
    for (let j = TAPS - side; j < POINTS; j++) {
      let first = 0;
      let end = squares;
      while (first < end && !countsAt(c.taps + first * squareBytes, side, i, j)) first++;
      while (first < end && !countsAt(c.taps + (end - 1) * squareBytes, side, i, j)) end--;
      const before = first * c.channels;
      if (first == end) memory.fill(products, 0, (<usize>count) << 5);
      else multiply(rows + 4 * before, rowBytes, (end - first) * c.channels, weights + 32 * before, count, products);
      rows += <usize>BLOCK * rowBytes;
      products += BLOCK * 4 * PANEL;
      weights += rowBytes << 3;
    }
  }
}

/** A^T m A of a block of products [position][tile][8]. */
function transformOutput(first: i32, count: i32, products: usize, half: usize, results: usize): void {
  const stride: usize = BLOCK * 4 * PANEL;
  const bytes = (<usize>count) << 5;
  const origin = originOf(products, stride, first);
  for (let j = first; j < POINTS; j++) {
    const from = origin + <usize>j * stride;
    outputLine(first, from, <usize>(POINTS - first) * stride, half + <usize>j * stride, <usize>POINTS * stride, bytes);
  }
  for (let y = 0; y < TILE; y++) {
    outputLine(first, half + <usize>(y * POINTS) * stride, stride, results + <usize>(y * TILE) * stride, stride, bytes);
  }
}

/** Stores results [pixel][tile][8] at the places [tile][pixel] that are inside of the grid. */
function storeResults(c: Convolution, panel: i32, count: i32, results: usize, places: usize): void {
  const slope = f32x4.splat(c.slope);
  const gain = f32x4.splat(c.gain);
  const offset = (<usize>panel) << 5;
  const left = c.bias ? v128.load(c.bias + offset) : f32x4.splat(0);
  const right = c.bias ? v128.load(c.bias + offset, 16) : f32x4.splat(0);
  for (let tile = 0; tile < count; tile++) {
    let from = results + ((<usize>tile) << 5);
    for (let pixel = 0; pixel < TILE_PIXELS; pixel++) {
      const place = load<usize>(places);
      if (place) {
        v128.store(place + offset, activated(f32x4.add(v128.load(from), left), c.activation, slope, gain));
        v128.store(place + offset, activated(f32x4.add(v128.load(from, 16), right), c.activation, slope, gain), 16);
      }
      from += BLOCK * 4 * PANEL;
      places += 4;
    }
  }
}

/**
 * Convolves the tiles `from` to `to`, counted over all images, to the outputs of the panels `fromPanel` to `toPanel`, by transformed weights. Where
 * there are none, it transforms the weights of each panel itself, for each block of tiles anew.
 */
export function winograd(convolution: usize, side: i32, from: i32, to: i32, fromPanel: i32, toPanel: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const first = TAPS - side;
  const squareBytes = side * side * offsetof<Tap>();
  const squares = c.tapCount / (side * side);
  const depth = squares * c.channels;
  const rowBytes = (<usize>depth) << 2;
  const positions = positionsOf(side);
  const places = work;
  const products = places + 4 * BLOCK * TILE_PIXELS;
  const half = products + <usize>positions * (BLOCK * 4 * PANEL);
  const results = half + TILE * POINTS * BLOCK * 4 * PANEL;
  const rows = results + TILE_PIXELS * BLOCK * 4 * PANEL;
  const inputAt = rows + <usize>(positions * BLOCK) * rowBytes;
  const ownWeights = inputAt + inputWork(c.channels);
  const panelBytes = packedPanelBytes(side, depth);
  for (let block = from; block < to; block += BLOCK) {
    const count = min(BLOCK, to - block);
    for (let tile = 0; tile < count; tile++) {
      const place = places + 4 * TILE_PIXELS * tile;
      writePlaces(c, block + tile, c.output, c.outputBatchStride, c.outputRowStride, c.outputPixelStride, 0, place);
      let row = rows + <usize>tile * rowBytes;
      for (let square = 0; square < squares; square++) {
        const tap = changetype<Tap>(c.taps + square * squareBytes);
        transformInput(c, tap, first, block + tile, row, <usize>BLOCK * rowBytes, inputAt);
        row += (<usize>c.channels) << 2;
      }
    }
    for (let panel = fromPanel; panel < toPanel; panel++) {
      let weights = ownWeights;
      if (c.packed) weights = c.packed + <usize>panel * panelBytes;
      else transformWeights(c, side, panel, weights, weights + panelBytes);
      multiplyPanel(c, side, rows, weights, count, products);
      transformOutput(first, count, products, half, results);
      storeResults(c, panel, count, results, places);
    }
  }
}
