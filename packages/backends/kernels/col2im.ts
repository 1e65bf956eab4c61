import { storeUpTo } from './lanes';
import { packPanel } from './packing';
import { PANEL, rowsTile } from './tile';

/*
 * From pixels to the pixels around them, where these have few channels: the input gradient of a layer that sees images. The products with all taps
 * are one product of matrices, [pixels, depth] x [depth, taps * channels], of whole panels, where the channels of a tap would leave a panel
 * nearly empty. They are then added where the taps lie. A row of taps is a whole number of vectors, all taps are a whole number of panels.
 */

/** Pixels of a block, which has whole rows; a wider image has blocks of one row. */
const BLOCK = 64;
/** Pixels of a tile. */
const ROWS = 4;

@unmanaged
class Col2im {
  /** [images, height, width, depth] */
  image: usize;
  height: i32;
  width: i32;
  depth: i32;
  filterHeight: i32;
  filterWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  /** How far the taps of the first pixel reach beyond the first row, and the first column, of the output. */
  beforeHeight: i32;
  beforeWidth: i32;
  /** [filterHeight, filterWidth, channels, depth] */
  weights: usize;
  /** Address of one float for each channel, or 0. */
  bias: usize;
  packed: usize;
  /** [images, outputHeight, outputWidth, channels] */
  output: usize;
  outputHeight: i32;
  outputWidth: i32;
  channels: i32;
}

@inline
function columnsOf(c: Col2im): i32 {
  return c.filterHeight * c.filterWidth * c.channels;
}

@inline
function blockRows(c: Col2im): i32 {
  return max(1, BLOCK / c.width);
}

/** Bytes of the products of a block with a panel; the last pixels are written as a whole tile. */
@inline
function productBytes(c: Col2im): usize {
  return <usize>(blockRows(c) * c.width + ROWS - 1) << 5;
}

/** Bytes of a line of sums: all that a row of pixels reaches. */
@inline
function lineBytes(c: Col2im): usize {
  const columns = max((c.width - 1) * c.strideWidth + c.filterWidth, c.beforeWidth + c.outputWidth);
  return <usize>(columns * c.channels) << 2;
}

/** Bytes of all that a block reaches. */
@inline
function sumBytes(c: Col2im): usize {
  return <usize>((blockRows(c) - 1) * c.strideHeight + max(c.filterHeight, c.strideHeight)) * lineBytes(c);
}

/** Bytes of work memory of `col2im`. */
export function col2imWork(call: usize): usize {
  const c = changetype<Col2im>(call);
  return <usize>(columnsOf(c) / PANEL) * productBytes(c) + 2 * sumBytes(c);
}

/** Packs the weights into panels [depth][8]: as many floats as they have. */
export function packCol2im(call: usize): void {
  const c = changetype<Col2im>(call);
  const columnBytes = (<usize>c.depth) << 2;
  let packed = c.packed;
  let source = c.weights;
  for (let column = 0; column < columnsOf(c); column += PANEL) {
    packPanel(source, 4, columnBytes, c.depth, PANEL, packed);
    source += columnBytes << 3;
    packed += columnBytes << 3;
  }
}

/** The products [panel][pixel][8] of pixels that lie one after the other. */
function multiply(c: Col2im, pixels: usize, count: i32, products: usize): void {
  const pixelBytes = (<usize>c.depth) << 2;
  const panelBytes = pixelBytes << 3;
  const end = c.packed + <usize>(columnsOf(c) / PANEL) * panelBytes;
  for (let panel = c.packed; panel < end; panel += panelBytes) {
    let from = pixels;
    let to = products;
    let left = count;
    while (left > 0) {
      // The last pixels are tiles of their own: four times the same.
      const together = left >= ROWS ? ROWS : 1;
      rowsTile(from, left >= ROWS ? pixelBytes : 0, c.depth, panel, to, false);
      from += <usize>together * pixelBytes;
      to += (<usize>together) << 5;
      left -= together;
    }
    products += productBytes(c);
  }
}

function addVectors(from: usize, fromStep: usize, to: usize, toStep: usize, count: i32): void {
  for (; count > 0; count--) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += fromStep;
    to += toStep;
  }
}

/**
 * Adds the products of a row of pixels to the lines of sums. Pixels that reach the same sums are added in passes of their own, since what was just
 * stored takes long to load.
 */
function addRow(c: Col2im, products: usize, lines: usize): void {
  const line = lineBytes(c);
  const rowBytes = <usize>(c.filterWidth * c.channels) << 2;
  const pixelBytes = <usize>(c.strideWidth * c.channels) << 2;
  const passes = (c.filterWidth + c.strideWidth - 1) / c.strideWidth;
  for (let pass = 0; pass < passes; pass++) {
    const count = (c.width - pass + passes - 1) / passes;
    let from = products + ((<usize>pass) << 5);
    let half: usize = 0;
    for (let row = 0; row < c.filterHeight; row++) {
      const to = lines + <usize>row * line + <usize>pass * pixelBytes;
      for (let at: usize = 0; at < rowBytes; at += 16) {
        addVectors(from + half, (<usize>passes) << 5, to + at, <usize>passes * pixelBytes, count);
        if (half) from += productBytes(c);
        half ^= 16;
      }
    }
  }
}

/** What the sums begin with: the bias, or zeros. */
function writeStart(c: Col2im, start: usize): void {
  let channel = 0;
  for (const end = start + sumBytes(c); start < end; start += 4) {
    store<f32>(start, c.bias ? load<f32>(c.bias + ((<usize>channel) << 2)) : 0);
    if (++channel == c.channels) channel = 0;
  }
}

function storeRow(from: usize, to: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 16) {
    storeUpTo(to, v128.load(from), end);
    from += 16;
  }
}

/** The rows `from` to `to` of the output's image number `image`. Each sum adds up in the order of the pixels, whatever the rows are. */
function rowsOfImage(c: Col2im, image: i32, from: i32, to: i32, products: usize, start: usize, sums: usize): void {
  const line = lineBytes(c);
  const bytes = sumBytes(c);
  const rows = blockRows(c);
  const done = <usize>(rows * c.strideHeight) * line;
  const outputBytes = <usize>(c.outputWidth * c.channels) << 2;
  const left = <usize>(c.beforeWidth * c.channels) << 2;
  const reaching = min(c.height, (to - 1 + c.beforeHeight) / c.strideHeight + 1);
  // The first row of pixels that reaches `from`, or one before it.
  let row = (from + c.beforeHeight) / c.strideHeight - (c.filterHeight + c.strideHeight - 2) / c.strideHeight;
  let y = row * c.strideHeight - c.beforeHeight;
  memory.copy(sums, start, bytes);
  for (; y < to; row += rows) {
    const first = max(0, row);
    const end = min(reaching, row + rows);
    const pixels = c.image + ((<usize>((image * c.height + first) * c.width) * <usize>c.depth) << 2);
    if (first < end) multiply(c, pixels, (end - first) * c.width, products);
    for (let r = first; r < end; r++) {
      addRow(c, products + (<usize>((r - first) * c.width) << 5), sums + <usize>((r - row) * c.strideHeight) * line);
    }
    for (let at: usize = 0; at < done; at += line) {
      if (y >= from && y < to) storeRow(sums + at + left, c.output + <usize>(image * c.outputHeight + y) * outputBytes, outputBytes);
      y++;
    }
    // What the next block adds to moves to the front.
    memory.copy(sums, sums + done, bytes - done);
    memory.copy(sums + bytes - done, start, done);
  }
}

/** The rows `from` to `to` of the output, counted over all images. */
export function col2im(call: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Col2im>(call);
  const start = work + <usize>(columnsOf(c) / PANEL) * productBytes(c);
  const sums = start + sumBytes(c);
  writeStart(c, start);
  for (let row = from; row < to; ) {
    const image = row / c.outputHeight;
    const first = row - image * c.outputHeight;
    const end = min(c.outputHeight, first + to - row);
    rowsOfImage(c, image, first, end, work, start, sums);
    row += end - first;
  }
}
