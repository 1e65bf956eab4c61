import { activated } from './activation';
import { Convolution } from './convolution';
import { GROUP, tapAt } from './gather';
import { gatherGroups } from './groups';
import { storeLanes, sumLanes } from './lanes';

/*
 * Convolutions to one to three outputs, as to the channels of an image: a panel of eight would stay nearly empty, so that lanes are input
 * channels instead, summed at the end. Channels are multiples of 4.
 */

const BLOCK = 64;
/** Outputs are one, or three of which the last may be zeros. */
@inline
function widthOf(outputs: i32): i32 {
  return outputs == 1 ? 1 : 3;
}

/** Bytes of the packed weights, [tap][channels / 4][width][4]. */
export function dotPackedBytes(taps: i32, channels: i32, outputs: i32): usize {
  return ((<usize>(taps * channels)) << 2) * widthOf(outputs);
}

/** Bytes of work memory of `dots`. */
export function dotWork(taps: i32): usize {
  return 4 * BLOCK * (taps + 1);
}

export function packDots(convolution: usize): void {
  const c = changetype<Convolution>(convolution);
  const width = widthOf(c.outputs);
  let packed = c.packed;
  for (let t = 0; t < c.tapCount; t++) {
    const source = c.weights + tapAt(c.taps, t).weights;
    for (let channel = 0; channel < c.channels; channel += 4) {
      for (let output = 0; output < width; output++) {
        for (let lane = 0; lane < 4; lane++) {
          const from = source + <usize>(channel + lane) * c.depthStride + <usize>output * c.outputStride;
          store<f32>(packed, output < c.outputs ? load<f32>(from) : 0);
          packed += 4;
        }
      }
    }
  }
}

@inline
function storeDots(c: Convolution, to: usize, sums: v128): void {
  let value = sums;
  if (c.bias) {
    let bias = f32x4.splat(load<f32>(c.bias));
    if (c.outputs > 1) bias = f32x4.replace_lane(bias, 1, load<f32>(c.bias, 4));
    if (c.outputs > 2) bias = f32x4.replace_lane(bias, 2, load<f32>(c.bias, 8));
    value = f32x4.add(value, bias);
  }
  storeLanes(to, activated(value, c.activation, f32x4.splat(c.slope), f32x4.splat(c.gain)), c.outputs);
}

/** One output of four pixels. */
function oneOfFour(c: Convolution, addresses: usize, places: usize, pixels: i32): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let w = c.packed;
  const last = addresses + ((<usize>c.tapCount) << 4);
  const bytes = (<usize>c.channels) << 2;
  for (; addresses < last; addresses += 16) {
    let a0 = load<usize>(addresses);
    let a1 = load<usize>(addresses, 4);
    let a2 = load<usize>(addresses, 8);
    let a3 = load<usize>(addresses, 12);
    const end = w + bytes;
    for (; w < end; w += 16) {
      const weight = v128.load(w);
      s0 = f32x4.add(s0, f32x4.mul(v128.load(a0), weight));
      a0 += 16;
      s1 = f32x4.add(s1, f32x4.mul(v128.load(a1), weight));
      a1 += 16;
      s2 = f32x4.add(s2, f32x4.mul(v128.load(a2), weight));
      a2 += 16;
      s3 = f32x4.add(s3, f32x4.mul(v128.load(a3), weight));
      a3 += 16;
    }
  }
  storeDots(c, load<usize>(places), f32x4.splat(sumLanes(s0)));
  if (pixels > 1) storeDots(c, load<usize>(places, 4), f32x4.splat(sumLanes(s1)));
  if (pixels > 2) storeDots(c, load<usize>(places, 8), f32x4.splat(sumLanes(s2)));
  if (pixels > 3) storeDots(c, load<usize>(places, 12), f32x4.splat(sumLanes(s3)));
}

@inline
function three(x: v128, y: v128, z: v128): v128 {
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(sumLanes(x)), 1, sumLanes(y)), 2, sumLanes(z));
}

/** Three outputs of two pixels. */
function threeOfTwo(c: Convolution, addresses: usize, places: usize, pixels: i32): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let w = c.packed;
  const last = addresses + ((<usize>c.tapCount) << 4);
  const bytes = ((<usize>c.channels) << 2) * 3;
  for (; addresses < last; addresses += 16) {
    let a0 = load<usize>(addresses);
    let a1 = load<usize>(addresses, 4);
    const end = w + bytes;
    for (; w < end; w += 48) {
      const x0 = v128.load(a0);
      a0 += 16;
      const x1 = v128.load(a1);
      a1 += 16;
      let weight = v128.load(w);
      s00 = f32x4.add(s00, f32x4.mul(x0, weight));
      s10 = f32x4.add(s10, f32x4.mul(x1, weight));
      weight = v128.load(w, 16);
      s01 = f32x4.add(s01, f32x4.mul(x0, weight));
      s11 = f32x4.add(s11, f32x4.mul(x1, weight));
      weight = v128.load(w, 32);
      s02 = f32x4.add(s02, f32x4.mul(x0, weight));
      s12 = f32x4.add(s12, f32x4.mul(x1, weight));
    }
  }
  storeDots(c, load<usize>(places), three(s00, s01, s02));
  if (pixels > 1) storeDots(c, load<usize>(places, 4), three(s10, s11, s12));
}

/** Convolves the pixels `from` to `to` of the grid, counted over all images, by packed weights. */
export function dots(convolution: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const places = work;
  const table = places + 4 * BLOCK;
  for (let first = from; first < to; first += BLOCK) {
    const count = min(BLOCK, to - first);
    gatherGroups(c, first, count, table, places);
    for (let pixel = 0; pixel < count; pixel += GROUP) {
      const addresses = table + ((<usize>(pixel >> 2) * c.tapCount) << 4);
      const at = places + ((<usize>pixel) << 2);
      const pixels = min(GROUP, count - pixel);
      if (c.outputs == 1) {
        oneOfFour(c, addresses, at, pixels);
        continue;
      }
      for (let pair = 0; pair < pixels; pair += 2) {
        const offset = (<usize>pair) << 2;
        threeOfTwo(c, addresses + offset, at + offset, pixels - pair);
      }
    }
  }
}
