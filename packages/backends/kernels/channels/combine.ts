import { storeUpTo } from '../lanes';

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
