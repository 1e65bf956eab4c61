import { Correlation } from './convolution';
import { GROUP, Tap, gatherTaps } from './gather';
import { firstLanes } from './lanes';
import { packPanel } from './packing';
import { PANEL, TILE_BYTES, crossTile } from './tile';

/** Pixels whose products are summed in registers before they are added to the output. */
const BLOCK = 128;
/** Rows of a tile. */
const ROWS = 4;
/** Pixels that begin so many bytes apart, or fewer, are read where they lie: a block of them, 32 kB, stays in the first-level cache. */
const NEAR: usize = 256;

/** Bytes of work memory that `tgemm` takes for so many taps and panels. */
export function tgemmWork(taps: i32, panels: i32): usize {
  return TILE_BYTES + 4 * BLOCK * (taps + ROWS + panels * PANEL);
}

/** Whether each pixel of the grid sees that of the image in its place. */
@inline
function seesItself(c: Correlation): bool {
  const tap = changetype<Tap>(c.taps);
  const isWhole = c.gridHeight == c.height && c.gridWidth == c.width && c.strideHeight == 1 && c.strideWidth == 1;
  return isWhole && c.tapCount == 1 && tap.row == 0 && tap.column == 0;
}

/** Four neighbouring channels of what one tap sees. */
function packChannels(addresses: usize, channel: i32, count: i32, rows: usize): void {
  const offset = (<usize>channel) << 2;
  const end = addresses + ((<usize>count) << 2);
  for (; addresses < end; addresses += 4) {
    v128.store(rows, v128.load(load<usize>(addresses) + offset));
    rows += 16;
  }
}

/** The last `lanes` channels of what one tap sees, and the first ones of what the next tap sees. */
function packAcross(addresses: usize, channel: i32, lanes: i32, count: i32, rows: usize): void {
  const mask = firstLanes(lanes);
  const offset = (<usize>channel) << 2;
  const nextOffset = (<usize>lanes) << 2;
  const end = addresses + ((<usize>count) << 2);
  for (; addresses < end; addresses += 4) {
    const left = v128.load(load<usize>(addresses) + offset);
    const right = v128.load(load<usize>(addresses, 4 * BLOCK) - nextOffset);
    v128.store(rows, v128.bitselect(left, right, mask));
    rows += 16;
  }
}

/** Four neighbouring rows of [taps * channels], which may belong to several taps. */
function packRows(c: Correlation, row: i32, count: i32, table: usize, rows: usize): void {
  const tap = row / c.channels;
  const channel = row - tap * c.channels;
  const addresses = table + <usize>tap * (4 * BLOCK);
  const lanes = c.channels - channel;
  if (lanes >= ROWS || tap == c.tapCount - 1) return packChannels(addresses, channel, count, rows);
  if (lanes + c.channels >= ROWS) return packAcross(addresses, channel, lanes, count, rows);
  const last = c.tapCount * c.channels;
  for (let lane = 0; lane < ROWS; lane++) {
    const laneRow = min(row + lane, last - 1);
    const laneTap = laneRow / c.channels;
    const offset = (<usize>(laneRow - laneTap * c.channels)) << 2;
    let address = table + <usize>laneTap * (4 * BLOCK);
    let to = rows + ((<usize>lane) << 2);
    for (let pixel = 0; pixel < count; pixel++) {
      store<f32>(to, load<f32>(load<usize>(address) + offset));
      address += 4;
      to += 16;
    }
  }
}

/** The first rows and columns of a tile go to the output, or are added to it. */
function storePart(tile: usize, to: usize, stride: usize, rows: i32, columns: i32, adds: bool): void {
  for (let row = 0; row < rows; row++) {
    for (let column: usize = 0; column < <usize>columns; column++) {
      const at = to + (column << 2);
      const value = load<f32>(tile + (column << 2));
      store<f32>(at, adds ? load<f32>(at) + value : value);
    }
    to += stride;
    tile += 4 * PANEL;
  }
}

/** Correlates over all pixels of `batches` images, for the output channels of the panels `from` to `to`. */
export function tgemm(correlation: usize, batches: i32, from: i32, to: i32, work: usize): void {
  const c = changetype<Correlation>(correlation);
  const pixels = batches * c.gridHeight * c.gridWidth;
  const rowCount = c.tapCount * c.channels;
  const tile = work;
  const rows = tile + TILE_BYTES;
  const table = rows + 4 * BLOCK * ROWS;
  const panels = table + <usize>c.tapCount * (4 * BLOCK);
  const panelBytes: usize = 4 * BLOCK * PANEL;
  const panelsInPlace = c.gradientChannelStride == 4 && <usize>c.gradientPixelStride <= NEAR ? c.outputs / PANEL : 0;
  const rowsInPlace = seesItself(c) && <usize>c.pixelStride <= NEAR;
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    if (!rowsInPlace) gatherTaps(c, first, count, table, 4 * GROUP, 4 * BLOCK);
    const source = c.gradient + <usize>first * c.gradientPixelStride;
    for (let p = max(from, panelsInPlace); p < to; p++) {
      const output = p * PANEL;
      const columns = min(PANEL, c.outputs - output);
      const at = source + <usize>output * c.gradientChannelStride;
      packPanel(at, c.gradientPixelStride, c.gradientChannelStride, count, columns, panels + <usize>(p - from) * panelBytes);
    }
    for (let row = 0; row < rowCount; row += ROWS) {
      if (!rowsInPlace) packRows(c, row, count, table, rows);
      const left = rowsInPlace ? c.image + <usize>first * c.pixelStride + ((<usize>row) << 2) : rows;
      const leftStride = rowsInPlace ? <usize>c.pixelStride : 4 * ROWS;
      const lines = min(ROWS, rowCount - row);
      for (let p = from; p < to; p++) {
        const right = p < panelsInPlace ? source + ((<usize>p) << 5) : panels + <usize>(p - from) * panelBytes;
        const rightStride = p < panelsInPlace ? <usize>c.gradientPixelStride : 4 * PANEL;
        const out = c.output + <usize>row * c.outputRowStride + ((<usize>p) << 5);
        const columns = min(PANEL, c.outputs - p * PANEL);
        const isWhole = lines == ROWS && columns == PANEL;
        const sums = isWhole ? out : tile;
        const sumStride = isWhole ? <usize>c.outputRowStride : 4 * PANEL;
        crossTile(left, leftStride, right, rightStride, count, sums, sumStride, isWhole && first > 0);
        if (!isWhole) storePart(tile, out, c.outputRowStride, lines, columns, first > 0);
      }
    }
  }
}
