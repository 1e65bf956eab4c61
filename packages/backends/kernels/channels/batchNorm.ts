import { storeUpTo } from '../lanes';
import { ProductWithDeviation, Value } from '../terms';
import { sumColumns } from './columnSums';

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
 * The numbers by which batch norm's gradient is a combination, dx = dy * a + (x - mean) * b + c, for all `parts` that share moments over so
 * many `rows`. Of the sums that `batchNormSums` gave, and of the gradients by mean and variance. A step counts bytes from the scales of a part
 * to those of the next; an address of 0 is no scales. b and c may be written up to 12 bytes beyond their end.
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
