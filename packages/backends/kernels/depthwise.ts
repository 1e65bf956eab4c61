import { Convolution, Correlation } from './convolution';
import { Tap, walkFrom, walkOffset, walkOn, writeAddresses } from './gather';
import { storeUpTo } from './lanes';

/*
 * Depthwise convolutions: each channel by its own taps, [tap][channels]. The stride of the weights from a tap to the next is in the taps.
 */

/** Bytes of work memory of the three kernels. */
export function depthwiseWork(taps: i32): usize {
  return (<usize>taps) << 2;
}

/** Bytes of the channels that are summed at once, in four registers. */
const WIDE: usize = 64;

@inline
function wideSum(c: Convolution, addresses: usize, at: usize, output: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const weights = c.weights + at;
  let tap = c.taps;
  for (const end = addresses + ((<usize>c.tapCount) << 2); addresses < end; addresses += 4) {
    const x = load<usize>(addresses) + at;
    const w = weights + changetype<Tap>(tap).weights;
    s0 = f32x4.add(s0, f32x4.mul(v128.load(x), v128.load(w)));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(x, 16), v128.load(w, 16)));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(x, 32), v128.load(w, 32)));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(x, 48), v128.load(w, 48)));
    tap += offsetof<Tap>();
  }
  v128.store(output, s0);
  v128.store(output, s1, 16);
  v128.store(output, s2, 32);
  v128.store(output, s3, 48);
}

@inline
function narrowSum(c: Convolution, addresses: usize, at: usize): v128 {
  let sum = f32x4.splat(0);
  const weights = c.weights + at;
  let tap = c.taps;
  for (const end = addresses + ((<usize>c.tapCount) << 2); addresses < end; addresses += 4) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(load<usize>(addresses) + at), v128.load(weights + changetype<Tap>(tap).weights)));
    tap += offsetof<Tap>();
  }
  return sum;
}

/** Convolves the pixels `from` to `to` of the grid, counted over all images: forward, and a phase of the input gradient. */
export function depthwise(convolution: usize, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const bytes = (<usize>c.channels) << 2;
  walkFrom(c, from);
  for (let pixel = from; pixel < to; pixel++) {
    writeAddresses(c, work, 4);
    const output = c.output + walkOffset(c.outputBatchStride, c.outputRowStride, c.outputPixelStride);
    const end = output + bytes;
    let at: usize = 0;
    for (; at + WIDE <= bytes; at += WIDE) wideSum(c, work, at, output + at);
    for (; at < bytes; at += 16) storeUpTo(output + at, narrowSum(c, work, at), end);
    walkOn(c);
  }
}

/** Sums what each tap sees times the gradient, over all pixels of `batches` images, into [tap][channels]. */
export function depthwiseFilterGradient(correlation: usize, batches: i32, work: usize): void {
  const c = changetype<Correlation>(correlation);
  const bytes = (<usize>c.channels) << 2;
  const pixels = batches * c.gridHeight * c.gridWidth;
  memory.fill(c.output, 0, bytes * <usize>c.tapCount);
  walkFrom(c, 0);
  let gradient = c.gradient;
  for (let pixel = 0; pixel < pixels; pixel++) {
    writeAddresses(c, work, 4);
    let output = c.output;
    for (let t = 0; t < c.tapCount; t++) {
      const x = load<usize>(work + ((<usize>t) << 2));
      const end = output + bytes;
      for (let at: usize = 0; at < bytes; at += 16) {
        const product = f32x4.mul(v128.load(x + at), v128.load(gradient + at));
        storeUpTo(output + at, f32x4.add(v128.load(output + at), product), end);
      }
      output = end;
    }
    gradient += c.gradientPixelStride;
    walkOn(c);
  }
}
