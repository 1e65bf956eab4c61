import { storeUpTo } from '../lanes';

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
