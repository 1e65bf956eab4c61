/*
 * exp, tanh, log1p by the polynomials of Cephes (S. L. Moshier), in single precision: relative errors of 2e-7. NaN stays NaN, since `pmin`
 * and `pmax` give their first operand where they cannot compare.
 */

/** Added to a small number it leaves no fraction: the sum's bits count on from its own. */
const ROUNDING: f32 = 12582912;

/** 2^n for a whole n from -126 to 127. */
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

@inline
function step(sum: v128, x: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, x), f32x4.splat(coefficient));
}

/** e^x = 2^n e^r with |r| at most ln(2) / 2. The power is applied in two halves, which reaches 0 and infinity. */
@inline
export function exp4(given: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, f32x4.splat(-104)), f32x4.splat(89));
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950408889634)), f32x4.splat(ROUNDING));
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDING));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let sum = f32x4.splat(1.98756915e-4);
  sum = step(sum, r, 1.3981999507e-3);
  sum = step(sum, r, 8.3334519073e-3);
  sum = step(sum, r, 4.1665795894e-2);
  sum = step(sum, r, 1.6666665459e-1);
  sum = step(sum, r, 5.0000001201e-1);
  sum = f32x4.add(f32x4.add(f32x4.mul(sum, f32x4.mul(r, r)), r), f32x4.splat(1));
  const whole = i32x4.sub(rounded, i32x4.splat(reinterpret<i32>(ROUNDING)));
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(sum, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** A polynomial near 0, and 1 - 2 / (e^2x + 1) elsewhere. */
@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  const z = f32x4.mul(x, x);
  let sum = f32x4.splat(-5.70498872745e-3);
  sum = step(sum, z, 2.06390887954e-2);
  sum = step(sum, z, -5.37397155531e-2);
  sum = step(sum, z, 1.33314422036e-1);
  sum = step(sum, z, -3.33332819422e-1);
  const near = f32x4.add(f32x4.mul(f32x4.mul(sum, z), size), size);
  const result = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625)));
  return v128.bitselect(x, result, i32x4.splat(i32.MIN_VALUE));
}

/** log(1 + t) for t in [0, 1]; what is lost in 1 + t is added again. */
@inline
function log1p4(t: v128): v128 {
  const one = f32x4.splat(1);
  const u = f32x4.add(one, t);
  const halves = f32x4.gt(u, f32x4.splat(1.41421356));
  const x = f32x4.sub(v128.bitselect(f32x4.mul(u, f32x4.splat(0.5)), u, halves), one);
  const e = v128.and(halves, one);
  const z = f32x4.mul(x, x);
  let sum = f32x4.splat(7.0376836292e-2);
  sum = step(sum, x, -1.151461031e-1);
  sum = step(sum, x, 1.167699874e-1);
  sum = step(sum, x, -1.2420140846e-1);
  sum = step(sum, x, 1.4249322787e-1);
  sum = step(sum, x, -1.6668057665e-1);
  sum = step(sum, x, 2.0000714765e-1);
  sum = step(sum, x, -2.4999993993e-1);
  sum = step(sum, x, 3.3333331174e-1);
  let y = f32x4.mul(f32x4.mul(sum, x), z);
  y = f32x4.add(y, f32x4.mul(e, f32x4.splat(-2.1219444e-4)));
  y = f32x4.sub(y, f32x4.mul(z, f32x4.splat(0.5)));
  y = f32x4.add(f32x4.add(x, y), f32x4.mul(e, f32x4.splat(0.693359375)));
  return f32x4.add(y, f32x4.div(f32x4.sub(t, f32x4.sub(u, one)), u));
}

/** max(x, 0) + log(1 + e^-|x|) */
@inline
export function softplus4(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), log1p4(exp4(f32x4.neg(f32x4.abs(x)))));
}
