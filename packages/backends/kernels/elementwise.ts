import { activated } from './activation';
import { exp4, sigmoid4, softplus4, tanh4 } from './exponentials';
import { storeUpTo } from './lanes';

/*
 * One pass over `count` floats. In place where `y` is `x`.
 */

class Exp {
  @inline
  of(x: v128): v128 {
    return exp4(x);
  }
}
class Tanh {
  @inline
  of(x: v128): v128 {
    return tanh4(x);
  }
}
class Sigmoid {
  @inline
  of(x: v128): v128 {
    return sigmoid4(x);
  }
}
class Softplus {
  @inline
  of(x: v128): v128 {
    return softplus4(x);
  }
}

@inline
function map<T>(x: usize, y: usize, count: i32): void {
  const end = y + ((<usize>count) << 2);
  for (; y < end; y += 16) {
    storeUpTo(y, changetype<T>(0).of(v128.load(x)), end);
    x += 16;
  }
}

export function exp(x: usize, y: usize, count: i32): void {
  map<Exp>(x, y, count);
}
export function tanh(x: usize, y: usize, count: i32): void {
  map<Tanh>(x, y, count);
}
export function sigmoid(x: usize, y: usize, count: i32): void {
  map<Sigmoid>(x, y, count);
}
export function softplus(x: usize, y: usize, count: i32): void {
  map<Softplus>(x, y, count);
}

/** y = activation(x) * gain */
export function activate(x: usize, y: usize, count: i32, activation: i32, slope: f32, gain: f32): void {
  const slope4 = f32x4.splat(slope);
  const gain4 = f32x4.splat(gain);
  const end = y + ((<usize>count) << 2);
  for (; y < end; y += 16) {
    storeUpTo(y, activated(v128.load(x), activation, slope4, gain4), end);
    x += 16;
  }
}

/** dx = gain * dy where the reference is above 0, gain * slope * dy elsewhere, NaN where it is NaN. It is what went in or what came out. */
export function activateBackward(dy: usize, reference: usize, dx: usize, count: i32, slope: f32, gain: f32): void {
  const zero = f32x4.splat(0);
  const high = f32x4.splat(gain);
  const low = f32x4.splat(slope * gain);
  const end = dx + ((<usize>count) << 2);
  for (; dx < end; dx += 16) {
    const at = v128.load(reference);
    const side = v128.bitselect(high, low, f32x4.gt(at, zero));
    const factor = v128.bitselect(side, at, f32x4.eq(at, at));
    storeUpTo(dx, f32x4.mul(v128.load(dy), factor), end);
    dy += 16;
    reference += 16;
  }
}

/** dx = dy * (1 - y^2) */
export function tanhBackward(dy: usize, y: usize, dx: usize, count: i32): void {
  const one = f32x4.splat(1);
  const end = dx + ((<usize>count) << 2);
  for (; dx < end; dx += 16) {
    const value = v128.load(y);
    storeUpTo(dx, f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(value, value))), end);
    dy += 16;
    y += 16;
  }
}

/** dx = dy * y * (1 - y) */
export function sigmoidBackward(dy: usize, y: usize, dx: usize, count: i32): void {
  const one = f32x4.splat(1);
  const end = dx + ((<usize>count) << 2);
  for (; dx < end; dx += 16) {
    const value = v128.load(y);
    storeUpTo(dx, f32x4.mul(v128.load(dy), f32x4.mul(value, f32x4.sub(one, value))), end);
    dy += 16;
    y += 16;
  }
}
