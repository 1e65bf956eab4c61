/** What is applied to a vector as it is stored; relu and leaky relu are also scaled by a gain. */
export namespace Activation {
  export const NONE: i32 = 0;
  export const RELU: i32 = 1;
  export const LEAKY_RELU: i32 = 2;
}

@inline
export function activated(x: v128, activation: i32, slope: v128, gain: v128): v128 {
  if (activation == Activation.NONE) return x;
  const zero = f32x4.splat(0);
  const y = activation == Activation.RELU ? f32x4.max(x, zero) : v128.bitselect(x, f32x4.mul(x, slope), f32x4.gt(x, zero));
  return f32x4.mul(y, gain);
}
