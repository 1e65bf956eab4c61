/*
 * Arrays whose length is no multiple of four: the last vector is read whole, up to 12 bytes beyond the end, and only its floats are written.
 */

/** Writes the first `count` floats of a vector. */
@inline
export function storeLanes(to: usize, x: v128, count: usize): void {
  store<f32>(to, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(x, 2), 8);
}

/** Writes four floats, or as many as there are before the end. */
@inline
export function storeUpTo(to: usize, x: v128, end: usize): void {
  if (to + 16 <= end) v128.store(to, x);
  else storeLanes(to, x, (end - to) >> 2);
}

/** Ones in the first `count` lanes. */
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** The floats of a vector that stand before the end, and zeros. */
@inline
export function upTo(x: v128, at: usize, end: usize): v128 {
  if (at + 16 <= end) return x;
  return v128.and(x, firstLanes(<i32>((end - at) >> 2)));
}

@inline
export function sumLanes(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** Copies by vectors: up to 12 bytes too many are written, over which the next copy goes. */
@inline
export function copyLoosely(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}
