import { storeUpTo } from '../lanes';
import { Product, SquaredDeviation, Value } from '../terms';

/*
 * Sums over the rows of [rows, channels]. Single precision keeps its digits because sums are taken over blocks of rows first.
 */

const BLOCK = 256;

/** The sums of four vectors of channels over all rows; the loads of the last may reach beyond the row. */
@inline
function sumWide<T>(x: usize, other: usize, means: usize, rows: i32, stride: usize, sums: usize): void {
  const m0 = v128.load(means);
  const m1 = v128.load(means, 16);
  const m2 = v128.load(means, 32);
  const m3 = v128.load(means, 48);
  let total0 = f32x4.splat(0);
  let total1 = total0;
  let total2 = total0;
  let total3 = total0;
  for (let row = 0; row < rows; row += BLOCK) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    const end = x + <usize>min(BLOCK, rows - row) * stride;
    for (; x < end; x += stride) {
      s0 = f32x4.add(s0, changetype<T>(0).of(v128.load(x), v128.load(other), m0));
      s1 = f32x4.add(s1, changetype<T>(0).of(v128.load(x, 16), v128.load(other, 16), m1));
      s2 = f32x4.add(s2, changetype<T>(0).of(v128.load(x, 32), v128.load(other, 32), m2));
      s3 = f32x4.add(s3, changetype<T>(0).of(v128.load(x, 48), v128.load(other, 48), m3));
      other += stride;
    }
    total0 = f32x4.add(total0, s0);
    total1 = f32x4.add(total1, s1);
    total2 = f32x4.add(total2, s2);
    total3 = f32x4.add(total3, s3);
  }
  v128.store(sums, total0);
  v128.store(sums, total1, 16);
  v128.store(sums, total2, 32);
  v128.store(sums, total3, 48);
}

@inline
function sumNarrow<T>(x: usize, other: usize, means: usize, rows: i32, stride: usize, sums: usize, end: usize): void {
  const mean = v128.load(means);
  let total = f32x4.splat(0);
  for (let row = 0; row < rows; row += BLOCK) {
    let sum = f32x4.splat(0);
    const last = x + <usize>min(BLOCK, rows - row) * stride;
    for (; x < last; x += stride) {
      sum = f32x4.add(sum, changetype<T>(0).of(v128.load(x), v128.load(other), mean));
      other += stride;
    }
    total = f32x4.add(total, sum);
  }
  storeUpTo(sums, total, end);
}

/** Of the channels `from` to `to`; the sum of a channel is the same to the last bit in any range that begins at a multiple of 16. */
@inline
export function sumColumns<T>(x: usize, other: usize, means: usize, rows: i32, channels: i32, sums: usize, from: i32, to: i32): void {
  const stride = (<usize>channels) << 2;
  const first = (<usize>from) << 2;
  const end = sums + ((<usize>to) << 2);
  x += first;
  other += first;
  means += first;
  sums += first;
  for (; sums + 64 <= end; sums += 64) {
    sumWide<T>(x, other, means, rows, stride, sums);
    x += 64;
    other += 64;
    means += 64;
  }
  for (; sums < end; sums += 16) {
    sumNarrow<T>(x, other, means, rows, stride, sums, end);
    x += 16;
    other += 16;
    means += 16;
  }
}

/** sums[c] = sum of x[r, c] over the rows, for the channels `from` to `to` */
export function columnSums(x: usize, rows: i32, channels: i32, sums: usize, from: i32, to: i32): void {
  sumColumns<Value>(x, x, x, rows, channels, sums, from, to);
}

/** sums[c] = sum of x[r, c] * y[r, c] over the rows, for the channels `from` to `to` */
export function columnProducts(x: usize, y: usize, rows: i32, channels: i32, sums: usize, from: i32, to: i32): void {
  sumColumns<Product>(x, y, x, rows, channels, sums, from, to);
}

@inline
function scale(x: usize, from: i32, to: i32, factor: f32): void {
  const factor4 = f32x4.splat(factor);
  const end = x + ((<usize>to) << 2);
  for (x += (<usize>from) << 2; x < end; x += 16) storeUpTo(x, f32x4.mul(v128.load(x), factor4), end);
}

/** Means, then the means of the squared deviations from them: two passes, since E[x^2] - mean^2 cancels. For the channels `from` to `to`. */
export function columnMoments(x: usize, rows: i32, channels: i32, means: usize, variances: usize, from: i32, to: i32): void {
  const share = <f32>(1.0 / <f64>rows);
  sumColumns<Value>(x, x, x, rows, channels, means, from, to);
  scale(means, from, to, share);
  sumColumns<SquaredDeviation>(x, x, means, rows, channels, variances, from, to);
  scale(variances, from, to, share);
}
