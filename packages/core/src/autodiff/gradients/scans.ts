import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import { padAxis, part } from './adjoints';
import { fromInput } from './build';

/** Element i + count of an axis at place i (count < 0: i - |count|), `fill` beyond the end. */
function shift(x: Tensor, axis: number, count: number, fill = 0): Tensor {
  const rest = Math.max(0, (x.shape[axis] ?? 0) - Math.abs(count));
  const gap = (x.shape[axis] ?? 0) - rest;
  return count > 0 ? padAxis(part(x, axis, gap, rest), axis, 0, gap, fill) : padAxis(part(x, axis, 0, rest), axis, gap, 0, fill);
}

/** s_i = b_i + a_i · s_{i+1} along an axis, in log₂(n) steps that double the reach. */
function recurrence(a: Tensor, b: Tensor, axis: number): Tensor {
  let [factor, sum] = [a, b];
  for (let reach = 1; reach < (a.shape[axis] ?? 0); reach *= 2) {
    sum = tf.add(sum, tf.mul(factor, shift(sum, axis, reach)));
    factor = tf.mul(factor, shift(factor, axis, reach));
  }
  return sum;
}

/**
 * y_k = ∏_{j≤k} x_j: dx_i = ∏_{j<i} x_j · Σ_{k≥i} dy_k ∏_{i<j≤k} x_j, where nothing is divided by x_i: exact also where elements are 0.
 * The exclusive product is the inclusive one, one place later; the reverse one is that of the reversed elements.
 */
const cumprod = fromInput('Cumprod', (dy, x, { axis, exclusive, reverse }) => {
  const [along = 0] = tf.util.parseAxisParam(Number(axis ?? 0), x.shape);
  const turn = (t: Tensor): Tensor => (reverse ? tf.reverse(t, along) : t);
  const [turned, turnedDy] = [turn(x), turn(dy)];
  const inclusiveDy = exclusive ? shift(turnedDy, along, 1) : turnedDy;
  const after = recurrence(shift(turned, along, 1), inclusiveDy, along);
  return turn(tf.mul(tf.cumprod(turned, along, true), after));
});

/** Running sums and products. */
export const scans: readonly Gradient[] = [
  fromInput('Cumsum', (dy, _x, { axis, exclusive, reverse }) => tf.cumsum(dy, Number(axis ?? 0), Boolean(exclusive), !reverse)),
  cumprod,
];
