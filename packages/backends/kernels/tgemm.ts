import { Correlation } from './convolution';
import { walkFrom, walkOn, writeAddresses } from './gather';
import { packPanel } from './packing';
import { PANEL, TILE_BYTES, packedTile } from './tile';

/** Pixels whose products are summed in registers before they are added to the output. */
const BLOCK = 128;
/** Rows of a tile. */
const ROWS = 4;

/** Bytes of work memory that `tgemm` takes for so many taps and panels. */
export function tgemmWork(taps: i32, panels: i32): usize {
  return TILE_BYTES + 4 * BLOCK * (taps + ROWS + panels * PANEL);
}

/** The addresses of the taps, [tap][pixel]. */
function gatherTaps(c: Correlation, first: i32, count: i32, table: usize): void {
  walkFrom(c, first);
  for (let pixel = 0; pixel < count; pixel++) {
    writeAddresses(c, table + ((<usize>pixel) << 2), 4 * BLOCK);
    walkOn(c);
  }
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

/** Four neighbouring rows of [taps * channels], which may belong to several taps. */
function packRows(c: Correlation, row: i32, count: i32, table: usize, rows: usize): void {
  const tap = row / c.channels;
  const channel = row - tap * c.channels;
  const addresses = table + <usize>tap * (4 * BLOCK);
  if (channel + ROWS <= c.channels) return packChannels(addresses, channel, count, rows);
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

/** Adds a tile to the output; the first block stores it. */
function addTile(tile: usize, to: usize, stride: usize, rows: i32, columns: i32, isFirst: bool): void {
  for (let row = 0; row < rows; row++) {
    if (columns == PANEL) {
      let left = v128.load(tile);
      let right = v128.load(tile, 16);
      if (!isFirst) {
        left = f32x4.add(left, v128.load(to));
        right = f32x4.add(right, v128.load(to, 16));
      }
      v128.store(to, left);
      v128.store(to, right, 16);
    } else {
      for (let column: usize = 0; column < <usize>columns; column++) {
        const at = to + (column << 2);
        const value = load<f32>(tile + (column << 2));
        store<f32>(at, isFirst ? value : load<f32>(at) + value);
      }
    }
    to += stride;
    tile += 32;
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
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    gatherTaps(c, first, count, table);
    const source = c.gradient + <usize>first * c.gradientPixelStride;
    for (let p = from; p < to; p++) {
      const output = p * PANEL;
      const columns = min(PANEL, c.outputs - output);
      const at = source + <usize>output * c.gradientChannelStride;
      packPanel(at, c.gradientPixelStride, c.gradientChannelStride, count, columns, panels + <usize>(p - from) * panelBytes);
    }
    for (let row = 0; row < rowCount; row += ROWS) {
      packRows(c, row, count, table, rows);
      const out = c.output + <usize>row * c.outputRowStride;
      for (let p = from; p < to; p++) {
        packedTile(rows, panels + <usize>(p - from) * panelBytes, count, tile);
        const columns = min(PANEL, c.outputs - p * PANEL);
        addTile(tile, out + <usize>p * (4 * PANEL), c.outputRowStride, min(ROWS, rowCount - row), columns, first == 0);
      }
    }
  }
}
