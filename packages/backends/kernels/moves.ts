import { copyLoosely, storeUpTo } from './lanes';
import { transpose4 } from './packing';

function transposeStrip(x: usize, rows: usize, columns: usize, y: usize, fromRow: usize, fromColumn: usize, toColumn: usize): void {
  for (let row = fromRow; row < rows; row++) {
    for (let column = fromColumn; column < toColumn; column++) {
      store<f32>(y + ((column * rows + row) << 2), load<f32>(x + ((row * columns + column) << 2)));
    }
  }
}

/** [batches, rows, columns] to [batches, columns, rows] */
export function transpose(x: usize, batches: i32, rowCount: i32, columnCount: i32, y: usize): void {
  const rows = <usize>rowCount;
  const columns = <usize>columnCount;
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let batch = 0; batch < batches; batch++) {
    for (let row: usize = 0; row < wholeRows; row += 4) {
      for (let column: usize = 0; column < wholeColumns; column += 4) {
        transpose4(x + ((row * columns + column) << 2), columns << 2, y + ((column * rows + row) << 2), rows << 2);
      }
    }
    transposeStrip(x, rows, columns, y, 0, wholeColumns, columns);
    transposeStrip(x, rows, columns, y, wholeRows, 0, wholeColumns);
    x += (rows * columns) << 2;
    y += (rows * columns) << 2;
  }
}

/** y[ids[r]] += x[r] over the rows [rows, width]; rows whose segment does not exist are left out. */
export function segmentSum(x: usize, ids: usize, rows: i32, width: i32, segments: i32, y: usize): void {
  const bytes = (<usize>width) << 2;
  memory.fill(y, 0, bytes * <usize>segments);
  for (let row = 0; row < rows; row++) {
    const id = <usize>load<u32>(ids + ((<usize>row) << 2));
    if (id < <usize>segments) {
      let to = y + id * bytes;
      const end = to + bytes;
      for (let from = x; to < end; to += 16) {
        storeUpTo(to, f32x4.add(v128.load(to), v128.load(from)), end);
        from += 16;
      }
    }
    x += bytes;
  }
}

@inline
function fillLoosely(to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.splat(0));
}

/** Rows with zeros before and after: up to 12 bytes beyond the last row are written. */
export function padRows(x: usize, rows: i32, length: i32, before: i32, after: i32, y: usize): void {
  const bytes = (<usize>length) << 2;
  const beforeBytes = (<usize>before) << 2;
  const afterBytes = (<usize>after) << 2;
  for (let row = 0; row < rows; row++) {
    // Each part may write over the beginning of the next one.
    fillLoosely(y, beforeBytes);
    y += beforeBytes;
    copyLoosely(x, y, bytes);
    x += bytes;
    y += bytes;
    fillLoosely(y, afterBytes);
    y += afterBytes;
  }
}
