import * as tf from '@tensorflow/tfjs-core';
import { one, as4, indices, curved } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

/** Ops that move, pick or repeat elements. */
export const shapeCases: readonly DerivativeCase[] = [
  one(
    'depthToSpace',
    curved((x) => tf.depthToSpace(as4(x), 2, 'NHWC')),
    [2, 3, 2, 8],
  ),
  one(
    'stridedSlice',
    curved((x) => tf.stridedSlice(x, [1, 5], [4, 0], [2, -2])),
    [4, 6],
  ),
  one(
    'tile',
    curved((x) => tf.tile(x, [2, 1, 3, 1, 2])),
    [2, 2, 1, 2, 2],
  ),
  one(
    'gather',
    curved((x) => tf.gather(x, indices(), 1)),
    [2, 3, 2],
  ),
  one('gather by batch', curved((x) => tf.gather(x, tf.tensor2d([[0, 2], [1, 1]], [2, 2], 'int32'), 1, 1)), [2, 3, 2]), // prettier-ignore
  one(
    'unsortedSegmentSum',
    curved((x) => tf.unsortedSegmentSum(x, indices(), 3)),
    [4, 3],
  ),
  one('pad', curved((x) => tf.pad(x, [[1, 0], [2, 1]]))), // prettier-ignore
  one('mirrorPad reflect', curved((x) => tf.mirrorPad(x, [[0, 0], [2, 1], [1, 2], [0, 0]], 'reflect')), [2, 4, 3, 2]), // prettier-ignore
  one('mirrorPad symmetric', curved((x) => tf.mirrorPad(x, [[2, 3], [1, 0]], 'symmetric')), [3, 4]), // prettier-ignore
  one('concat', (x) => tf.concat([tf.square(x), tf.tanh(x)], 1)),
  one('stack', (x) => tf.stack([tf.square(x), tf.tanh(x)], 1)),
  one('unstack', (x) => { const [a, , c] = tf.unstack(x); return tf.mul(a ?? x, c ?? x); }), // prettier-ignore
  one('split', (x) => { const [a, b] = tf.split(x, 2, 1); return tf.mul(a ?? x, tf.tanh(b ?? x)); }), // prettier-ignore
  one(
    'slice',
    curved((x) => tf.slice(x, [1, 1], [2, 2])),
  ),
  one(
    'slice of all that follows',
    curved((x) => tf.slice(x, 1)),
  ),
  one(
    'reverse',
    curved((x) => tf.mul(x, tf.reverse(x, 1))),
  ),
  one('transpose', (x) => tf.mul(x, tf.transpose(x)), [4, 4]),
  one('gatherND', curved((x) => tf.gatherND(x, tf.tensor2d([[0, 1], [2, 3], [0, 1]], [3, 2], 'int32')))), // prettier-ignore
];
