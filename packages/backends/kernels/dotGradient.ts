import { Correlation } from './convolution';
import { GROUP, gatherTaps } from './gather';

/*
 * The filter gradient of convolutions to one to three outputs: lanes are input channels, in place of a panel that would stay nearly empty. Channels are
 * multiples of 4.
 */

const BLOCK = 128;
const OUTPUTS = 3;

/** Bytes of work memory. */
export function dotGradientWork(taps: i32): usize {
  return 4 * BLOCK * (taps + OUTPUTS) + 16 * 2 * OUTPUTS;
}

/** The gradients [pixel][3], with zeros for the outputs that there are not. */
function packGradients(c: Correlation, first: i32, count: i32, packed: usize): void {
  let from = c.gradient + <usize>first * c.gradientPixelStride;
  for (let pixel = 0; pixel < count; pixel++) {
    for (let output = 0; output < OUTPUTS; output++) {
      store<f32>(packed, output < c.outputs ? load<f32>(from + <usize>output * c.gradientChannelStride) : 0);
      packed += 4;
    }
    from += c.gradientPixelStride;
  }
}

/** The sums over a block of eight channels times three gradients, into [output][8]. */
function eightByThree(addresses: usize, offset: usize, gradients: usize, count: i32, sums: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  const end = addresses + ((<usize>count) << 2);
  for (; addresses < end; addresses += 4) {
    const at = load<usize>(addresses) + offset;
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    let gradient = v128.load32_splat(gradients);
    s00 = f32x4.add(s00, f32x4.mul(x0, gradient));
    s01 = f32x4.add(s01, f32x4.mul(x1, gradient));
    gradient = v128.load32_splat(gradients, 4);
    s10 = f32x4.add(s10, f32x4.mul(x0, gradient));
    s11 = f32x4.add(s11, f32x4.mul(x1, gradient));
    gradient = v128.load32_splat(gradients, 8);
    s20 = f32x4.add(s20, f32x4.mul(x0, gradient));
    s21 = f32x4.add(s21, f32x4.mul(x1, gradient));
    gradients += 12;
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s10, 32);
  v128.store(sums, s11, 48);
  v128.store(sums, s20, 64);
  v128.store(sums, s21, 80);
}

/** As `eightByThree`, for the last four channels. */
function fourByThree(addresses: usize, offset: usize, gradients: usize, count: i32, sums: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  const end = addresses + ((<usize>count) << 2);
  for (; addresses < end; addresses += 4) {
    const x = v128.load(load<usize>(addresses) + offset);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load32_splat(gradients)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load32_splat(gradients, 4)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load32_splat(gradients, 8)));
    gradients += 12;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 32);
  v128.store(sums, s2, 64);
}

/** Correlates over all pixels of `batches` images. */
export function dotGradient(correlation: usize, batches: i32, work: usize): void {
  const c = changetype<Correlation>(correlation);
  const pixels = batches * c.gridHeight * c.gridWidth;
  const sums = work;
  const gradients = sums + 16 * 2 * OUTPUTS;
  const table = gradients + 4 * BLOCK * OUTPUTS;
  for (let first = 0; first < pixels; first += BLOCK) {
    const count = min(BLOCK, pixels - first);
    gatherTaps(c, first, count, table, 4 * GROUP, 4 * BLOCK);
    packGradients(c, first, count, gradients);
    for (let t = 0; t < c.tapCount; t++) {
      const addresses = table + <usize>t * (4 * BLOCK);
      for (let channel = 0; channel < c.channels; channel += 8) {
        const lanes = min(8, c.channels - channel);
        if (lanes == 8) eightByThree(addresses, (<usize>channel) << 2, gradients, count, sums);
        else fourByThree(addresses, (<usize>channel) << 2, gradients, count, sums);
        let to = c.output + <usize>(t * c.channels + channel) * c.outputRowStride;
        for (let lane: usize = 0; lane < <usize>lanes; lane++) {
          for (let output: usize = 0; output < <usize>c.outputs; output++) {
            const sum = load<f32>(sums + (output << 5) + (lane << 2));
            const at = to + (output << 2);
            store<f32>(at, first == 0 ? sum : load<f32>(at) + sum);
          }
          to += c.outputRowStride;
        }
      }
    }
  }
}
