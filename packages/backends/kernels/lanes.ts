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
