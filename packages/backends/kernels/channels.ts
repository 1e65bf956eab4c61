import { activated } from './activation';
import { storeUpTo } from './lanes';
import { Product, ProductWithDeviation, SquaredDeviation, Value } from './terms';

/*
 * Rows of channels [rows, channels]: sums over the rows, and passes with one number a channel. Single precision keeps its digits because sums
 * are taken over blocks of rows first.
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
function sumColumns<T>(x: usize, other: usize, means: usize, rows: i32, channels: i32, sums: usize, from: i32, to: i32): void {
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

/** y[r, c] = activation((x[r, c] - shift[c]) * scale[c] + offset[c]); an address of 0 leaves shift and scale, or the offset, out. */
export function affine(
  x: usize,
  shifts: usize,
  scales: usize,
  offsets: usize,
  y: usize,
  rows: i32,
  channels: i32,
  activation: i32,
  slope: f32,
  gain: f32,
): void {
  const slope4 = f32x4.splat(slope);
  const gain4 = f32x4.splat(gain);
  const bytes = (<usize>channels) << 2;
  for (let row = 0; row < rows; row++) {
    const end = y + bytes;
    for (let c: usize = 0; c < bytes; c += 16) {
      let value = v128.load(x + c);
      if (shifts) value = f32x4.sub(value, v128.load(shifts + c));
      if (scales) value = f32x4.mul(value, v128.load(scales + c));
      if (offsets) value = f32x4.add(value, v128.load(offsets + c));
      storeUpTo(y + c, activated(value, activation, slope4, gain4), end);
    }
    x += bytes;
    y += bytes;
  }
}

/** 1 / sqrt(variance + epsilon), times the weight of the channel where there are weights. */
export function inverseDeviations(variances: usize, weights: usize, epsilon: f32, channels: i32, y: usize): void {
  const epsilon4 = f32x4.splat(epsilon);
  const end = y + ((<usize>channels) << 2);
  for (; y < end; y += 16) {
    let value = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(v128.load(variances), epsilon4)));
    if (weights) {
      value = f32x4.mul(value, v128.load(weights));
      weights += 16;
    }
    storeUpTo(y, value, end);
    variances += 16;
  }
}

/** The gradients of batch norm's offset, sum of dy, and of its scale, sum of dy * (x - mean) / deviation, for the channels `from` to `to`. */
export function batchNormSums(
  x: usize,
  dy: usize,
  means: usize,
  inverses: usize,
  rows: i32,
  channels: i32,
  scaleGradients: usize,
  offsetGradients: usize,
  from: i32,
  to: i32,
): void {
  sumColumns<Value>(dy, dy, dy, rows, channels, offsetGradients, from, to);
  sumColumns<ProductWithDeviation>(x, dy, means, rows, channels, scaleGradients, from, to);
  const end = scaleGradients + ((<usize>to) << 2);
  inverses += (<usize>from) << 2;
  for (scaleGradients += (<usize>from) << 2; scaleGradients < end; scaleGradients += 16) {
    storeUpTo(scaleGradients, f32x4.mul(v128.load(scaleGradients), v128.load(inverses)), end);
    inverses += 16;
  }
}

/**
 * The numbers by which batch norm's gradient is a combination, dx = dy * a + (x - mean) * b + c, for all `parts` that share moments over so many `rows`.
 * Of the sums that `batchNormSums` gave, and of the gradients by mean and variance. A step counts bytes from the scales of a part to those of the next;
 * scales may be 0. b and c may be
 * written up to 12 bytes beyond their end.
 */
export function batchNormCoefficients(
  inverses: usize,
  scales: usize,
  scaleStep: i32,
  scaleGradients: usize,
  offsetGradients: usize,
  meanGradients: usize,
  varianceGradients: usize,
  parts: i32,
  rows: i32,
  channels: i32,
  a: usize,
  b: usize,
  c: usize,
): void {
  const share = f32x4.splat(<f32>(1.0 / <f64>rows));
  const bytes = (<usize>channels) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const inverse = v128.load(inverses + at);
    let alongTotal = f32x4.splat(0);
    let meanTotal = alongTotal;
    for (let part: usize = 0; part < <usize>parts; part++) {
      const from = part * bytes + at;
      let along = v128.load(scaleGradients + from);
      let mean = v128.load(offsetGradients + from);
      let factor = inverse;
      if (scales) {
        const scale = v128.load(scales + part * <usize>scaleStep + at);
        along = f32x4.mul(along, scale);
        mean = f32x4.mul(mean, scale);
        factor = f32x4.mul(factor, scale);
      }
      alongTotal = f32x4.add(alongTotal, along);
      meanTotal = f32x4.add(meanTotal, mean);
      storeUpTo(a + from, factor, a + part * bytes + bytes);
    }
    const fromVariance = f32x4.mul(v128.load(varianceGradients + at), f32x4.splat(2));
    const deviation = f32x4.mul(f32x4.mul(inverse, inverse), alongTotal);
    v128.store(b + at, f32x4.mul(f32x4.sub(fromVariance, deviation), share));
    v128.store(c + at, f32x4.mul(f32x4.sub(v128.load(meanGradients + at), f32x4.mul(inverse, meanTotal)), share));
  }
}

/** y[r, c] = dy[r, c] * a[c] + (x[r, c] - shift[c]) * b[c] + offset[c] */
export function combine(
  dy: usize,
  x: usize,
  a: usize,
  shifts: usize,
  b: usize,
  offsets: usize,
  y: usize,
  rows: i32,
  channels: i32,
): void {
  const bytes = (<usize>channels) << 2;
  for (let row = 0; row < rows; row++) {
    const end = y + bytes;
    for (let c: usize = 0; c < bytes; c += 16) {
      const deviation = f32x4.sub(v128.load(x + c), v128.load(shifts + c));
      const along = f32x4.add(f32x4.mul(deviation, v128.load(b + c)), v128.load(offsets + c));
      storeUpTo(y + c, f32x4.add(f32x4.mul(v128.load(dy + c), v128.load(a + c)), along), end);
    }
    dy += bytes;
    x += bytes;
    y += bytes;
  }
}
