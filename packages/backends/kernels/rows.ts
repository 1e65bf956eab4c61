import { storeUpTo, sumLanes, upTo } from './lanes';
import { Product, SquaredDeviation, Value } from './terms';

/*
 * Rows of floats [rows, length], each by itself. Single precision keeps its digits because sums are taken over blocks first,
 * and added in double precision.
 */

const BLOCK: usize = 4096;

@inline
function sumRow<T>(x: usize, other: usize, mean: v128, end: usize): f32 {
  let total: f64 = 0;
  while (x < end) {
    const last = min(end, x + BLOCK);
    let s0 = f32x4.splat(0);
    let s1 = s0;
    for (; x + 32 <= last; x += 32) {
      s0 = f32x4.add(s0, changetype<T>(0).of(v128.load(x), v128.load(other), mean));
      s1 = f32x4.add(s1, changetype<T>(0).of(v128.load(x, 16), v128.load(other, 16), mean));
      other += 32;
    }
    for (; x < last; x += 16) {
      s0 = f32x4.add(s0, upTo(changetype<T>(0).of(v128.load(x), v128.load(other), mean), x, last));
      other += 16;
    }
    // The last vector may have gone beyond the block.
    x = last;
    total += <f64>sumLanes(f32x4.add(s0, s1));
  }
  return <f32>total;
}

/** y[r] = factor * the sum of row r */
export function rowSums(x: usize, y: usize, rows: i32, length: i32, factor: f32): void {
  const bytes = (<usize>length) << 2;
  for (let row = 0; row < rows; row++) {
    store<f32>(y, sumRow<Value>(x, x, f32x4.splat(0), x + bytes) * factor);
    x += bytes;
    y += 4;
  }
}

/** dx = y * (dy - the sum of dy * y) */
export function softmaxGradient(dy: usize, y: usize, dx: usize, rows: i32, length: i32): void {
  const bytes = (<usize>length) << 2;
  for (let row = 0; row < rows; row++) {
    const along = f32x4.splat(sumRow<Product>(dy, y, f32x4.splat(0), dy + bytes));
    const end = dx + bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      storeUpTo(dx + at, f32x4.mul(v128.load(y + at), f32x4.sub(v128.load(dy + at), along)), end);
    }
    dy += bytes;
    y += bytes;
    dx += bytes;
  }
}

/** y = (x - mean) * inverse, inverse = 1 / sqrt(variance + epsilon), one for each row */
export function normalizeRows(x: usize, y: usize, inverses: usize, rows: i32, length: i32, epsilon: f32): void {
  const bytes = (<usize>length) << 2;
  const share = <f32>(1.0 / <f64>length);
  const nothing = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    const mean = f32x4.splat(sumRow<Value>(x, x, nothing, x + bytes) * share);
    const inverse = <f32>1 / sqrt(sumRow<SquaredDeviation>(x, x, mean, x + bytes) * share + epsilon);
    store<f32>(inverses, inverse);
    inverses += 4;
    const factor = f32x4.splat(inverse);
    const end = y + bytes;
    for (let at: usize = 0; at < bytes; at += 16) storeUpTo(y + at, f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor), end);
    x += bytes;
    y += bytes;
  }
}

/** dx = inverse * (dy - mean of dy - y * mean of (dy * y)) - y * inverse^2 / length * the gradient by inverse */
export function normalizeRowsGradient(
  dy: usize,
  y: usize,
  inverses: usize,
  inverseGradients: usize,
  dx: usize,
  rows: i32,
  length: i32,
): void {
  const bytes = (<usize>length) << 2;
  const share = <f32>(1.0 / <f64>length);
  const nothing = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    const inverse = load<f32>(inverses);
    const factor = f32x4.splat(inverse);
    const mean = f32x4.splat(sumRow<Value>(dy, dy, nothing, dy + bytes) * share);
    const along = sumRow<Product>(dy, y, nothing, dy + bytes) * share;
    const slope = f32x4.splat(along + inverse * load<f32>(inverseGradients) * share);
    const end = dx + bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const rest = f32x4.sub(f32x4.sub(v128.load(dy + at), mean), f32x4.mul(v128.load(y + at), slope));
      storeUpTo(dx + at, f32x4.mul(rest, factor), end);
    }
    inverses += 4;
    inverseGradients += 4;
    dy += bytes;
    y += bytes;
    dx += bytes;
  }
}
