import { activated } from './activation';
import { Convolution } from './convolution';
import { GROUP, Gather, Tap } from './gather';
import { packPanel, panelBytes } from './packing';
import { PANEL, gatheredTile } from './tile';
import { transformFilter, transformInput, transformOutput } from './winogradTransforms';

/*
 * 3x3 convolutions of stride 1 by F(2x2, 3x3): tiles of 4 x 4 pixels give 2 x 2 results by 16 products in place of 36. Channels are multiples of 4,
 * outputs of 8. The taps come in the order of their places.
 */

export const POSITIONS = 16;
/** Where a constant reaches all four results alike: it carries the bias. */
const CENTRE = 5;
const BLOCK = 32;

export function tileCount(grid: Gather, batches: i32): i32 {
  return batches * ((grid.gridHeight + 1) >> 1) * ((grid.gridWidth + 1) >> 1);
}

// The first pixel of the tile of which the addresses were written last.
let batch: i32 = 0;
let row: i32 = 0;
let column: i32 = 0;

@inline
export function locateTile(grid: Gather, tile: i32): void {
  const across = (grid.gridWidth + 1) >> 1;
  const tiles = across * ((grid.gridHeight + 1) >> 1);
  batch = tile / tiles;
  const inside = tile - batch * tiles;
  const down = inside / across;
  row = 2 * down;
  column = 2 * (inside - down * across);
}

/** The addresses of the 4 x 4 pixels that a tile sees. */
export function writeTileAddresses(grid: Gather, tile: i32, to: usize): void {
  locateTile(grid, tile);
  const first = changetype<Tap>(grid.taps);
  const image = grid.image + <usize>batch * grid.batchStride;
  const top = row + first.row;
  const left = column + first.column;
  for (let y = top; y < top + 4; y++) {
    for (let x = left; x < left + 4; x++) {
      const inside = i32(<u32>y < <u32>grid.height) & i32(<u32>x < <u32>grid.width);
      store<usize>(to, select<usize>(image + (y * grid.width + x) * grid.pixelStride, grid.zeros, inside));
      to += 4;
    }
  }
}

/** The addresses of the 2 x 2 results of a tile, of arrays with the grid's pixels; `outside` where the grid has ended. */
export function writeResultAddresses(
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
  for (let y = row; y < row + 2; y++) {
    for (let x = column; x < column + 2; x++) {
      const inside = i32(y < grid.gridHeight) & i32(x < grid.gridWidth);
      const address = base + <usize>batch * batchStride + y * rowStride + x * pixelStride;
      store<usize>(to, select<usize>(address, outside, inside));
      to += 4;
    }
  }
}

/** Bytes that the transformed weights take. */
export function winogradPackedBytes(channels: i32, outputs: i32): usize {
  return panelBytes(1, channels) * (POSITIONS * (outputs / PANEL));
}

/** Bytes of work memory of `winogradWeights` and `winograd`, whichever takes more. */
export function winogradWork(channels: i32, outputs: i32): usize {
  const rows = POSITIONS * BLOCK * (channels + outputs) * 4;
  const addresses = BLOCK * 4 + POSITIONS * 4 + 16;
  return max<usize>(9 * channels * 32, rows + addresses + 4 * PANEL * 4);
}

/** Transforms the weights of the panels `from` to `to` into [position][panel][8 biases, then channels * 8]. */
export function winogradWeights(convolution: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const depth = c.channels;
  const tapBytes = (<usize>depth) << 5;
  const bytes = panelBytes(1, depth);
  const stride = bytes * (c.outputs / PANEL);
  for (let panel = from; panel < to; panel++) {
    const first = panel * PANEL;
    for (let t = 0; t < 9; t++) {
      const tap = changetype<Tap>(c.taps + t * offsetof<Tap>());
      const source = c.weights + tap.weights + <usize>first * c.outputStride;
      packPanel(source, c.depthStride, c.outputStride, depth, PANEL, work + <usize>t * tapBytes);
    }
    let packed = c.packed + <usize>panel * bytes;
    for (let position = 0; position < POSITIONS; position++) {
      const at = packed + <usize>position * stride;
      if (position == CENTRE && c.bias) memory.copy(at, c.bias + ((<usize>first) << 2), 32);
      else memory.fill(at, 0, 32);
    }
    packed += 32;
    for (let at: usize = 0; at < tapBytes; at += 16) transformFilter(work + at, tapBytes, packed + at, stride);
  }
}

/** Transforms what a block of tiles sees into [position][tile][channels]. */
function transformTiles(c: Convolution, first: i32, count: i32, addresses: usize, rows: usize): void {
  const bytes = (<usize>c.channels) << 2;
  for (let tile = 0; tile < count; tile++) {
    writeTileAddresses(c, first + tile, addresses);
    for (let at: usize = 0; at < bytes; at += 16) transformInput(addresses, at, rows + at, <usize>BLOCK * bytes);
    rows += bytes;
  }
}

/** Transforms the products [position][panel][tile][8] of a block back, and stores them. */
function storeTiles(c: Convolution, first: i32, count: i32, addresses: usize, products: usize, results: usize): void {
  const panels = c.outputs / PANEL;
  const stride = <usize>panels * BLOCK * 32;
  const slope = f32x4.splat(c.slope);
  const gain = f32x4.splat(c.gain);
  for (let tile = 0; tile < count; tile++) {
    writeResultAddresses(c, first + tile, c.output, c.outputBatchStride, c.outputRowStride, c.outputPixelStride, 0, addresses);
    for (let panel = 0; panel < panels; panel++) {
      const at = products + ((<usize>panel * BLOCK + tile) << 5);
      transformOutput(at, stride, results);
      transformOutput(at + 16, stride, results + 16);
      for (let result = 0; result < 4; result++) {
        const to = load<usize>(addresses + ((<usize>result) << 2));
        if (to == 0) continue;
        const from = results + ((<usize>result) << 5);
        v128.store(to + ((<usize>panel) << 5), activated(v128.load(from), c.activation, slope, gain));
        v128.store(to + ((<usize>panel) << 5), activated(v128.load(from, 16), c.activation, slope, gain), 16);
      }
    }
  }
}

/** Convolves the tiles `from` to `to`, counted over all images, by transformed weights. */
export function winograd(convolution: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const panels = c.outputs / PANEL;
  const rowBytes = (<usize>c.channels) << 2;
  const results = work;
  const addresses = results + 4 * PANEL * 4;
  const rowAddresses = addresses + POSITIONS * 4;
  const rows = rowAddresses + BLOCK * 4 + 16;
  const products = rows + <usize>(POSITIONS * BLOCK) * rowBytes;
  const bytes = panelBytes(1, c.channels);
  for (let first = from; first < to; first += BLOCK) {
    const count = min(BLOCK, to - first);
    const groups = (count + GROUP - 1) / GROUP;
    transformTiles(c, first, count, addresses, rows);
    let panelAt = c.packed;
    let product = products;
    for (let position = 0; position < POSITIONS; position++) {
      const base = rows + <usize>position * BLOCK * rowBytes;
      // The last group repeats its last tile where the block has ended.
      for (let tile = 0; tile < groups * GROUP; tile++) {
        store<usize>(rowAddresses + ((<usize>tile) << 2), base + <usize>min(tile, count - 1) * rowBytes);
      }
      for (let panel = 0; panel < panels; panel++) {
        for (let group = 0; group < groups; group++) {
          gatheredTile(rowAddresses + ((<usize>group) << 4), 1, c.channels, panelAt, product + ((<usize>group) << 7));
        }
        panelAt += bytes;
        product += BLOCK * 32;
      }
    }
    storeTiles(c, first, count, addresses, products, results);
  }
}
