import { storeUpTo } from './lanes';

/** 16 bytes of the inner axis: the taps from `tap` on, every `tapStep` bytes, times the elements from `x` on. */
@inline
function filtered(x: usize, stride: usize, tap: usize, tapStep: usize, lastTap: usize): v128 {
  let sum = f32x4.splat(0);
  for (; tap < lastTap; tap += tapStep) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(tap), v128.load(x)));
    x += stride;
  }
  return sum;
}

/** As `filtered`, 64 bytes at once, stored. */
@inline
function filterWide(x: usize, stride: usize, tap: usize, tapStep: usize, lastTap: usize, y: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; tap < lastTap; tap += tapStep) {
    const weight = v128.load32_splat(tap);
    s0 = f32x4.add(s0, f32x4.mul(weight, v128.load(x)));
    s1 = f32x4.add(s1, f32x4.mul(weight, v128.load(x, 16)));
    s2 = f32x4.add(s2, f32x4.mul(weight, v128.load(x, 32)));
    s3 = f32x4.add(s3, f32x4.mul(weight, v128.load(x, 48)));
    x += stride;
  }
  v128.store(y, s0);
  v128.store(y, s1, 16);
  v128.store(y, s2, 32);
  v128.store(y, s3, 48);
}

/**
 * One axis of upsample, filter, downsample on [outer, length, inner]: up - 1 zeros behind each element, zeros around (a crop, where `before` is negative),
 * correlation with the taps, every down-th: y [outer, results, inner].
 */
export function upfirdn(
  x: usize,
  taps: usize,
  y: usize,
  outer: i32,
  length: i32,
  inner: i32,
  results: i32,
  tapCount: i32,
  up: i32,
  down: i32,
  before: i32,
): void {
  const bytes = (<usize>inner) << 2;
  for (let o = 0; o < outer; o++) {
    for (let result = 0; result < results; result++) {
      const from = result * down - before;
      // The first tap that stands on an element, and not on a zero between two, before the first, or beyond the last.
      let element = from > 0 ? (from + up - 1) / up : -(-from / up);
      element = max(element, 0);
      const first = element * up - from;
      const last = min(tapCount, first + (length - element) * up);
      const source = x + <usize>element * bytes;
      const tap = taps + ((<usize>first) << 2);
      const lastTap = taps + ((<usize>last) << 2);
      const tapStep = (<usize>up) << 2;
      const end = y + bytes;
      let at: usize = 0;
      for (; at + 64 <= bytes; at += 64) filterWide(source + at, bytes, tap, tapStep, lastTap, y + at);
      for (; at < bytes; at += 16) storeUpTo(y + at, filtered(source + at, bytes, tap, tapStep, lastTap), end);
      y += bytes;
    }
    x += bytes * <usize>length;
  }
}
