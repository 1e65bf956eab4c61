import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import { fromInput, linear, savedAt, shaped } from './build';
import { foldMirror, sumTiles } from './adjoints';

const list = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : [value as number]);
const pairs = (value: unknown): [number, number][] => value as [number, number][];

const reshapeBack = (dy: Tensor, x: Tensor): Tensor => shaped(dy, x.shape);
const cropBack = (dy: Tensor, x: Tensor, paddings: unknown): Tensor =>
  tf.slice(
    dy,
    pairs(paddings).map(([before]) => before),
    x.shape,
  );

const expandDims: Gradient = {
  kernelName: 'ExpandDims',
  inputsToSave: ['input'],
  gradFunc: (dy, saved) => ({ input: () => reshapeBack(dy as Tensor, savedAt(saved, 0)) }),
};

const concat: Gradient = {
  kernelName: 'Concat',
  saveAllInputs: true,
  gradFunc: (dy, saved, { axis }) => {
    const [dimension = 0] = tf.util.parseAxisParam(axis as number, savedAt(saved, 0).shape);
    let end = 0;
    return Object.fromEntries(
      saved.map((x, i) => {
        const begin = end;
        end += x.shape[dimension] ?? 0;
        return [
          i,
          () =>
            tf.slice(
              dy as Tensor,
              x.shape.map((_, d) => (d === dimension ? begin : 0)),
              x.shape,
            ),
        ];
      }),
    );
  },
};

/** A negative axis counts from the end. */
const axisOf = (axis: unknown, rank: number): number => (Number(axis) < 0 ? Number(axis) + rank : Number(axis));

const pack: Gradient = {
  kernelName: 'Pack',
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) =>
    Object.fromEntries(
      saved.map((x, i) => {
        const axis = axisOf(attributes['axis'], x.rank + 1);
        const expanded = [...x.shape];
        expanded.splice(axis, 0, 1);
        const begin = expanded.map((_, d) => (d === axis ? i : 0));
        return [i, () => tf.reshape(tf.slice(dy as Tensor, begin, expanded), x.shape)];
      }),
    ),
};

const unpack: Gradient = {
  kernelName: 'Unpack',
  gradFunc: (dys, _saved, { axis }) => ({ value: () => tf.stack(Array.isArray(dys) ? dys : [dys], axis as number) }),
};

const split: Gradient = {
  kernelName: 'SplitV',
  gradFunc: (dys, _saved, { axis }) => ({ x: () => tf.concat(Array.isArray(dys) ? dys : [dys], axis as number) }),
};

const slice = fromInput('Slice', (dy, x, { begin, size }) => {
  const [starts = [], sizes = []] = tf.slice_util.parseSliceParams(x, begin as number[], size as number[]);
  return tf.pad(
    dy,
    x.shape.map((full, d) => [starts[d] ?? 0, full - (starts[d] ?? 0) - (sizes[d] ?? full)]),
  );
});

/** TensorFlow's order: depth index (row · block + column) · channels + channel. */
const depthToSpace = linear('DepthToSpace', (dy, { blockSize, dataFormat }) => {
  const block = blockSize as number;
  if (dataFormat === 'NCHW') return tf.transpose(spaceToDepth(tf.transpose(dy, [0, 2, 3, 1]), block), [0, 3, 1, 2]);
  return spaceToDepth(dy, block);
});

function spaceToDepth(x: Tensor, block: number): Tensor {
  const [n = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [rows, columns] = [height / block, width / block];
  const cells = tf.reshape(x, [n * rows, block, columns, block * channels]);
  return tf.reshape(tf.transpose(cells, [0, 2, 1, 3]), [n, rows, columns, block * block * channels]);
}

/** Ops that move elements without changing them. */
export const shaping: readonly Gradient[] = [
  fromInput('Reshape', reshapeBack),
  expandDims,
  linear('Transpose', (dy, { perm }) => tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(list(perm)))),
  linear('Reverse', (dy, { dims }) => tf.reverse(dy, dims === undefined ? undefined : list(dims))),
  fromInput('PadV2', (dy, x, { paddings }) => cropBack(dy, x, paddings)),
  fromInput('MirrorPad', (dy, x, { paddings, mode }) => foldMirror(dy, x.shape, pairs(paddings), mode === 'reflect')),
  fromInput('Tile', (dy, x, { reps }) => sumTiles(dy, x.shape, list(reps))),
  fromInput('BroadcastTo', (dy, x, { shape }) => {
    const target = list(shape);
    const padded = [...target.slice(0, target.length - x.rank).fill(1), ...x.shape];
    const repeated = target.flatMap((size, axis) => (size !== padded[axis] ? [axis] : []));
    return tf.reshape(tf.sum(dy, repeated, true), x.shape);
  }),
  linear('SpaceToBatchND', (dy, { blockShape, paddings }) => tf.batchToSpaceND(dy, list(blockShape), pairs(paddings))),
  linear('BatchToSpaceND', (dy, { blockShape, crops }) => tf.spaceToBatchND(dy, list(blockShape), pairs(crops))),
  depthToSpace,
  concat,
  pack,
  unpack,
  split,
  slice,
];
