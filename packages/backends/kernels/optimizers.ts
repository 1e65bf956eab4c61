import { storeUpTo } from './lanes';

/*
 * Updates of a variable in place. The order of operations is that of the composed updates, so that the numbers are the same.
 */

@inline
function moved(average: v128, value: v128, decay: v128, rest: v128): v128 {
  return f32x4.add(f32x4.mul(average, decay), f32x4.mul(value, rest));
}

/**
 * m = beta1 m + rest1 g; v = beta2 v + rest2 g^2; w -= rate m / (sqrt(v) + offset): the bias corrections are in rate and offset.
 * Without beta1 m is g: what it was, also where that is no number, does not count.
 */
export function adam(
  variable: usize,
  gradient: usize,
  firstMoment: usize,
  secondMoment: usize,
  count: i32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  rate: f32,
  offset: f32,
): void {
  const end = variable + ((<usize>count) << 2);
  const firstEnd = firstMoment + ((<usize>count) << 2);
  const secondEnd = secondMoment + ((<usize>count) << 2);
  for (; variable < end; variable += 16) {
    const g = v128.load(gradient);
    const m = beta1 == 0 ? g : moved(v128.load(firstMoment), g, f32x4.splat(beta1), f32x4.splat(rest1));
    const v = moved(v128.load(secondMoment), f32x4.mul(g, g), f32x4.splat(beta2), f32x4.splat(rest2));
    const change = f32x4.div(f32x4.mul(m, f32x4.splat(rate)), f32x4.add(f32x4.sqrt(v), f32x4.splat(offset)));
    storeUpTo(firstMoment, m, firstEnd);
    storeUpTo(secondMoment, v, secondEnd);
    storeUpTo(variable, f32x4.sub(v128.load(variable), change), end);
    gradient += 16;
    firstMoment += 16;
    secondMoment += 16;
  }
}

/** u = momentum u + g; w -= rate u, or rate (g + momentum u) where it looks ahead (Nesterov). An address of 0 is no velocity. */
export function sgd(variable: usize, gradient: usize, velocity: usize, count: i32, rate: f32, momentum: f32, nesterov: i32): void {
  const end = variable + ((<usize>count) << 2);
  const velocityEnd = velocity + ((<usize>count) << 2);
  for (; variable < end; variable += 16) {
    const g = v128.load(gradient);
    let direction = g;
    if (velocity) {
      const u = f32x4.add(f32x4.mul(v128.load(velocity), f32x4.splat(momentum)), g);
      storeUpTo(velocity, u, velocityEnd);
      direction = nesterov ? f32x4.add(g, f32x4.mul(u, f32x4.splat(momentum))) : u;
      velocity += 16;
    }
    storeUpTo(variable, f32x4.sub(v128.load(variable), f32x4.mul(direction, f32x4.splat(rate))), end);
    gradient += 16;
  }
}

/** RMSProp: epsilon outside of the root and the rate outside of the momentum, or both inside. An address of 0 is no mean, or no momentum. */
export function rmsprop(
  variable: usize,
  gradient: usize,
  meanSquare: usize,
  meanGradient: usize,
  velocity: usize,
  count: i32,
  decay: f32,
  rest: f32,
  rate: f32,
  epsilon: f32,
  momentum: f32,
  inside: i32,
): void {
  const bytes = (<usize>count) << 2;
  const end = variable + bytes;
  const squareEnd = meanSquare + bytes;
  const meanEnd = meanGradient + bytes;
  const velocityEnd = velocity + bytes;
  const decay4 = f32x4.splat(decay);
  const rest4 = f32x4.splat(rest);
  const rate4 = f32x4.splat(rate);
  const epsilon4 = f32x4.splat(epsilon);
  for (; variable < end; variable += 16) {
    const g = v128.load(gradient);
    const square = moved(v128.load(meanSquare), f32x4.mul(g, g), decay4, rest4);
    storeUpTo(meanSquare, square, squareEnd);
    let variance = square;
    if (meanGradient) {
      const mean = moved(v128.load(meanGradient), g, decay4, rest4);
      storeUpTo(meanGradient, mean, meanEnd);
      // Rounding may put the variance of a constant gradient below 0.
      variance = f32x4.max(f32x4.sub(square, f32x4.mul(mean, mean)), f32x4.splat(0));
      meanGradient += 16;
    }
    const root = inside ? f32x4.sqrt(f32x4.add(variance, epsilon4)) : f32x4.add(f32x4.sqrt(variance), epsilon4);
    let direction = f32x4.div(inside ? f32x4.mul(g, rate4) : g, root);
    if (velocity) {
      direction = f32x4.add(f32x4.mul(v128.load(velocity), f32x4.splat(momentum)), direction);
      storeUpTo(velocity, direction, velocityEnd);
      velocity += 16;
    }
    storeUpTo(variable, f32x4.sub(v128.load(variable), inside ? direction : f32x4.mul(direction, rate4)), end);
    gradient += 16;
    meanSquare += 16;
  }
}

/** average += rest (value - average) */
export function ema(average: usize, value: usize, count: i32, rest: f32): void {
  const end = average + ((<usize>count) << 2);
  for (; average < end; average += 16) {
    const before = v128.load(average);
    storeUpTo(average, f32x4.add(before, f32x4.mul(f32x4.sub(v128.load(value), before), f32x4.splat(rest))), end);
    value += 16;
  }
}
