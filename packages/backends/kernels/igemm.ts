import { Activation, activated } from './activation';
import { Convolution } from './convolution';
import { GROUP, Gather } from './gather';
import { gatherGroups } from './groups';
import { copyLoosely } from './lanes';
import { panelBytes } from './packing';
import { PANEL, TILE_BYTES, gatheredTile } from './tile';

const BLOCK = 64;
/** A deep panel leaves the first-level cache: fewer pixels a block keep the images in it. */
const DEEP = 1200;

/** With fewer channels a tap is too short a loop: the taps of a pixel are copied into one row. */
const FEW_CHANNELS = 8;

@inline
function copiesRows(c: Gather): bool {
  return c.channels < FEW_CHANNELS && c.tapCount > 1;
}

/** Bytes of work memory that `igemm` takes. */
export function igemmWork(taps: i32, channels: i32): usize {
  const rows = channels < FEW_CHANNELS ? BLOCK * (taps * channels + 1) + 3 : 0;
  return TILE_BYTES + 4 * (BLOCK * taps + BLOCK + rows);
}

/** Copies what the taps of each pixel see into rows [taps * channels], and writes the addresses of the rows. */
function copyRows(c: Gather, groups: i32, table: usize, addresses: usize, rows: usize): void {
  const bytes = (<usize>c.channels) << 2;
  for (let pixel = 0; pixel < groups * GROUP; pixel++) {
    store<usize>(addresses + ((<usize>pixel) << 2), rows);
    let address = table + ((<usize>(pixel >> 2) * c.tapCount) << 4) + ((<usize>(pixel & 3)) << 2);
    for (const end = address + ((<usize>c.tapCount) << 4); address < end; address += 16) {
      copyLoosely(load<usize>(address), rows, bytes);
      rows += bytes;
    }
  }
}

/** Stores the first rows of a tile, `columns` floats of each, at the addresses of their pixels. */
function storeTile(c: Convolution, tile: usize, places: usize, pixels: i32, offset: usize, columns: i32): void {
  const slope = f32x4.splat(c.slope);
  const gain = f32x4.splat(c.gain);
  for (const end = places + ((<usize>pixels) << 2); places < end; places += 4) {
    const to = load<usize>(places) + offset;
    const left = activated(v128.load(tile), c.activation, slope, gain);
    const right = activated(v128.load(tile, 16), c.activation, slope, gain);
    if (columns == PANEL) {
      v128.store(to, left);
      v128.store(to, right, 16);
    } else {
      v128.store(tile, left);
      v128.store(tile, right, 16);
      for (let column: usize = 0; column < <usize>columns; column++) store<f32>(to + (column << 2), load<f32>(tile + (column << 2)));
    }
    tile += 32;
  }
}

/** Stores a whole tile as it is at the addresses of its four pixels. */
@inline
function storeWhole(tile: usize, places: usize, offset: usize): void {
  for (let pixel = 0; pixel < GROUP; pixel++) {
    const to = load<usize>(places + ((<usize>pixel) << 2)) + offset;
    v128.store(to, v128.load(tile + ((<usize>pixel) << 5)));
    v128.store(to, v128.load(tile + ((<usize>pixel) << 5), 16), 16);
  }
}

/** Convolves the pixels `from` to `to` of the grid, counted over all images, by packed weights. */
export function igemm(convolution: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const rowed = copiesRows(c);
  const taps = rowed ? 1 : c.tapCount;
  const depth = rowed ? c.tapCount * c.channels : c.channels;
  const block = taps * depth > DEEP ? BLOCK / 2 : BLOCK;
  const tile = work;
  const places = tile + TILE_BYTES;
  const table = places + 4 * BLOCK;
  const rowAddresses = table + ((<usize>c.tapCount * BLOCK) << 2);
  const rows = rowAddresses + 4 * BLOCK;
  const addresses = rowed ? rowAddresses : table;
  const bytes = panelBytes(taps, depth);
  for (let first = from; first < to; first += block) {
    const count = min(block, to - first);
    const groups = (count + GROUP - 1) / GROUP;
    gatherGroups(c, first, count, table, places);
    if (rowed) copyRows(c, groups, table, rowAddresses, rows);
    let panel = c.packed;
    for (let output = 0; output < c.outputs; output += PANEL) {
      const columns = min(PANEL, c.outputs - output);
      for (let group = 0; group < groups; group++) {
        gatheredTile(addresses + ((<usize>group * taps) << 4), taps, depth, panel, tile);
        const pixels = min(GROUP, count - group * GROUP);
        const at = places + ((<usize>group) << 4);
        if (c.activation == Activation.NONE && columns == PANEL && pixels == GROUP) storeWhole(tile, at, (<usize>output) << 2);
        else storeTile(c, tile, at, pixels, (<usize>output) << 2, columns);
      }
      panel += bytes;
    }
  }
}
