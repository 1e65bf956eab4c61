import { activated } from '../activation';
import { storeUpTo } from '../lanes';

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
