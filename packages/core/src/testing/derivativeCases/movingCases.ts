import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { as4, curved, one, two } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

const table = (rows: number[][]): Tensor => tf.tensor2d(rows, undefined, 'int32');

/** More ops that move, pick or repeat elements. */
export const movingCases: readonly DerivativeCase[] = [
  one(
    'reshape',
    curved((x) => tf.reshape(x, [2, 6])),
  ),
  one(
    'squeeze',
    curved((x) => tf.squeeze(x, [1])),
    [3, 1, 4],
  ),
  one(
    'expandDims',
    curved((x) => tf.expandDims(x, 1)),
  ),
  one(
    'ensureShape',
    curved((x) => tf.ensureShape(x, [3, 4])),
  ),
  one(
    'broadcastTo',
    curved((x) => tf.broadcastTo(x, [2, 3, 2, 4])),
    [3, 1, 4],
  ),
  one(
    'broadcastTo six axes',
    curved((x) => tf.broadcastTo(x, [2, 1, 2, 3, 2, 2])),
    [2, 1, 1, 2],
  ),
  one(
    'tile six axes',
    curved((x) => tf.tile(x, [1, 2, 1, 2, 1, 2])),
    [2, 1, 2, 1, 2, 1],
  ),
  one(
    'spaceToBatchND',
    curved((x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ),
    [2, 3, 5, 2],
  ),
  one(
    'batchToSpaceND',
    curved((x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ),
    [8, 2, 3, 2],
  ),
  one(
    'depthToSpace of three',
    curved((x) => tf.depthToSpace(as4(x), 3)),
    [1, 2, 1, 9],
  ),
  one('concat of three', (x) => tf.concat([tf.square(x), x, tf.tanh(x)], -1), [2, 3, 2]),
  one('split unevenly', (x) => { const [a, b] = tf.split(x, [1, -1], 1); return tf.mul(a ?? x, tf.tanh(b ?? x)); }), // prettier-ignore
  one('unstack the last axis', (x) => tf.mul(tf.addN(tf.unstack(x, -1)), tf.unstack(x, -1)[0] ?? x)),
  one('stack at the end', (x) => tf.stack([tf.square(x), tf.tanh(x)], -1)),
  one(
    'slice to the end',
    curved((x) => tf.slice(x, [1, 0], [-1, 3])),
  ),
  one(
    'stridedSlice with masks',
    curved((x) => tf.stridedSlice(x, [1, 1, 0], [9, 3, 1], [1, 1, 1], 1, 1, 0, 0, 4)),
    [3, 4, 2],
  ),
  one(
    'stridedSlice with an ellipsis and a new axis',
    curved((x) => tf.stridedSlice(x, [0, 0, 3], [0, 0, 0], [1, 1, -2], 0, 4, 1, 2)),
    [2, 3, 4],
  ),
  one('reverse every axis', (x) => tf.mul(x, tf.reverse(x)), [2, 3, 2]),
  one('transpose three axes', (x) => tf.mul(tf.sum(x), tf.transpose(x, [2, 0, 1])), [2, 3, 2]),
  one(
    'pad by a number',
    curved((x) =>
      tf.pad(
        x,
        [
          [0, 1],
          [1, 0],
        ],
        0.5,
      ),
    ),
  ),
  one(
    'gather with repeats of the first axis',
    curved((x) =>
      tf.gather(
        x,
        table([
          [0, 2],
          [2, 2],
        ]),
      ),
    ),
    [3, 2],
  ),
  one(
    'gather along the last axis',
    curved((x) => tf.gather(x, tf.tensor1d([3, 3, 0], 'int32'), -1)),
  ),
  one(
    'gather by two batch axes',
    curved((x) => tf.gather(x, tf.tensor3d([[[0, 2]], [[1, 1]]], undefined, 'int32'), 2, 2)),
    [2, 1, 3, 2],
  ),
  one(
    'gatherND of rows',
    curved((x) => tf.gatherND(x, table([[1], [1], [0]]))),
    [2, 3],
  ),
  two('concat of two arguments', (a, b) => tf.square(tf.concat([a, b], 1)), [3, 2], [3, 4]),
  two('stack of two arguments', (a, b) => tf.prod(tf.stack([a, b])), [2], [2]),
];
