import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor seen along one axis: everything before, the axis, everything after. */
const around = (shape: readonly number[], axis: number): [number, number] => [
  tf.util.sizeFromShape(shape.slice(0, axis)),
  tf.util.sizeFromShape(shape.slice(axis + 1)),
];

const withSize = (shape: readonly number[], axis: number, size: number): number[] => shape.map((full, d) => (d === axis ? size : full));

/** `x` from `begin`, `size` long, along one axis. Seen with three axes: wasm's slice of five and more is a thousand times slower. */
export function part(x: Tensor, axis: number, begin: number, size: number): Tensor {
  const full = x.shape[axis] ?? 0;
  if (begin === 0 && size === full) return x;
  const [outer, inner] = around(x.shape, axis);
  const taken = tf.slice(tf.reshape(x, [outer, full, inner]), [0, begin, 0], [outer, size, inner]);
  return tf.reshape(taken, withSize(x.shape, axis, size));
}

/** `before` and `after` elements of `fill` around one axis. */
export function padAxis(x: Tensor, axis: number, before: number, after: number, fill = 0): Tensor {
  if (before === 0 && after === 0) return x;
  const size = x.shape[axis] ?? 0;
  const [outer, inner] = around(x.shape, axis);
  const paddings: [number, number][] = [[0, 0], [before, after], [0, 0]]; // prettier-ignore
  return tf.reshape(tf.pad(tf.reshape(x, [outer, size, inner]), paddings, fill), withSize(x.shape, axis, before + size + after));
}

/** The adjoint of `tf.mirrorPad`: what was mirrored outwards is added back to where it came from. Any rank. */
export function foldMirror(dy: Tensor, shape: readonly number[], paddings: readonly [number, number][], reflect: boolean): Tensor {
  const skip = reflect ? 1 : 0;
  return paddings.reduce((folded, [before, after], axis) => {
    const size = shape[axis] ?? 0;
    let sum = before + after > 0 ? part(folded, axis, before, size) : folded;
    if (before > 0) sum = tf.add(sum, padAxis(tf.reverse(part(folded, axis, 0, before), axis), axis, skip, size - skip - before));
    if (after > 0) sum = tf.add(sum, padAxis(tf.reverse(part(folded, axis, before + size, after), axis), axis, size - skip - after, skip));
    return sum;
  }, dy);
}

/** The adjoint of `tf.tile`: the sum over the copies. Any rank. */
export function sumTiles(dy: Tensor, shape: readonly number[], repetitions: readonly number[]): Tensor {
  const summed = repetitions.reduce((x, times, axis) => {
    if (times === 1) return x;
    const [outer, inner] = around(x.shape, axis);
    const size = shape[axis] ?? 1;
    const tiles = tf.reshape(x, [outer, times, size * inner]);
    return tf.reshape(tf.sum(tiles, 1), withSize(x.shape, axis, size));
  }, dy);
  return tf.reshape(summed, [...shape]);
}

/** `step - 1` zeros after each element along an axis but the last: length (n - 1)·step + 1. */
export function spread(x: Tensor, axis: number, step: number): Tensor {
  const size = x.shape[axis] ?? 0;
  if (step === 1 || size < 2) return x;
  const [outer, inner] = around(x.shape, axis);
  const cells = tf.pad(tf.reshape(x, [outer, size, 1, inner]), [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  const wide = tf.reshape(cells, withSize(x.shape, axis, size * step));
  return part(wide, axis, 0, (size - 1) * step + 1);
}

/** Every `step`-th element along an axis: the adjoint of `spread`. */
export function thin(x: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return x;
  const size = x.shape[axis] ?? 0;
  const count = Math.ceil(size / step);
  const [outer, inner] = around(x.shape, axis);
  const whole = padAxis(x, axis, 0, count * step - size);
  const cells = tf.slice(tf.reshape(whole, [outer, count, step, inner]), [0, 0, 0, 0], [outer, count, 1, inner]);
  return tf.reshape(cells, withSize(x.shape, axis, count));
}

/** The adjoint of x[begin : … : step] along one axis of length `size`; a negative step runs backwards. */
export function placeSlice(dy: Tensor, axis: number, begin: number, step: number, size: number): Tensor {
  const count = dy.shape[axis] ?? 0;
  const forward = step > 0 ? dy : tf.reverse(dy, axis);
  const first = step > 0 ? begin : begin + (count - 1) * step;
  const spaced = spread(forward, axis, Math.abs(step));
  return padAxis(spaced, axis, first, size - first - (spaced.shape[axis] ?? 0));
}
