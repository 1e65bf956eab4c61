import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { broadcast, fromInput, keepDims, savedAt } from './build';
import type { Attributes } from './build';

const axesOf = (x: Tensor, attributes: Attributes): number[] =>
  tf.util.parseAxisParam((attributes['axis'] ?? attributes['reductionIndices']) as number | number[], x.shape);

/** The extremum's derivative goes to where it is attained, in equal shares where that is several places. */
const extremum = (kernelName: 'Max' | 'Min'): Gradient => ({
  kernelName,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => {
    const [x, y] = [savedAt(saved, 0), savedAt(saved, 1)];
    const axes = axesOf(x, attributes);
    const kept = keepDims(x.shape, axes);
    const shares = (): Tensor => {
      const attained = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
      return tf.div(attained, tf.sum(attained, axes, true));
    };
    return { x: () => tf.mul(tf.reshape(dy as Tensor, kept), constant(shares)) };
  },
});

/** d(∏x)/dx_i = ∏_{j≠i} x_j, by products from both ends: right where elements are 0. */
function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  const rest = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...axes, ...rest];
  const moved = tf.transpose(x, order);
  const rows = tf.unstack(tf.reshape(moved, [-1, tf.util.sizeFromShape(rest.map((axis) => x.shape[axis] ?? 1))]));
  const products = (list: readonly Tensor[]): Tensor[] =>
    list.reduce<Tensor[]>((done, row) => [...done, tf.mul(done.at(-1) ?? 1, row)], []);
  const before = products(rows);
  const after = products([...rows].reverse()).reverse();
  const others = rows.map((row, i) => tf.mul(before[i - 1] ?? tf.onesLike(row), after[i + 1] ?? 1));
  return tf.transpose(tf.reshape(tf.stack(others), moved.shape), tf.backend_util.getUndoAxesPermutation(order));
}

/** Reductions along axes. */
export const reductions: readonly Gradient[] = [
  fromInput('Sum', (dy, x, attributes) => broadcast(tf.reshape(dy, keepDims(x.shape, axesOf(x, attributes))), x.shape)),
  fromInput('Mean', (dy, x, attributes) => {
    const kept = keepDims(x.shape, axesOf(x, attributes));
    return broadcast(tf.reshape(dy, kept), x.shape, tf.util.sizeFromShape(kept) / x.size);
  }),
  fromInput('Prod', (dy, x, attributes) => {
    const axes = axesOf(x, attributes);
    return tf.mul(tf.reshape(dy, keepDims(x.shape, axes)), productOfOthers(x, axes));
  }),
  extremum('Max'),
  extremum('Min'),
];
