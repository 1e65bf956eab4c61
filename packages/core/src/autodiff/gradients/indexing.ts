import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { fromInput, savedAt, zerosOf } from './build';
import { placeSlice } from './adjoints';

/** Rows of `x` seen as [batch · outer · n, inner] that `indices` [batch, k] picked, one id for each row of dy. */
function rowIds(indices: Tensor, batch: number, outer: number, n: number): Tensor1D {
  const base = tf.mul(tf.range(0, batch * outer, 1, 'int32'), tf.scalar(n, 'int32'));
  const picked = tf.reshape(tf.cast(indices, 'int32'), [batch, 1, -1]);
  return tf.reshape(tf.add(tf.reshape(base, [batch, outer, 1]), picked), [-1]);
}

const gather: Gradient = {
  kernelName: 'GatherV2',
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, { axis, batchDims }) => {
    const [x, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
    const [dimension = 0] = tf.util.parseAxisParam(axis as number, x.shape);
    const size = (from: number, to?: number): number => tf.util.sizeFromShape(x.shape.slice(from, to));
    const batches = (batchDims as number | undefined) ?? 0;
    const [batch, outer, inner, n] = [size(0, batches), size(batches, dimension), size(dimension + 1), x.shape[dimension] ?? 0];
    return {
      x: () => {
        const rows = tf.reshape(dy as Tensor, [-1, inner]);
        const ids = constant(() => rowIds(indices, batch, outer, n));
        return tf.reshape(tf.unsortedSegmentSum(rows, ids, batch * outer * n), x.shape);
      },
      indices: () => zerosOf(indices),
    };
  },
};

/** Rows whose segment id is negative were dropped: their derivative is 0. */
const unsortedSegmentSum: Gradient = {
  kernelName: 'UnsortedSegmentSum',
  inputsToSave: ['x', 'segmentIds'],
  gradFunc: (dy, saved) => {
    const [x, ids] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      x: () => {
        const kept = constant(() => tf.reshape(tf.cast(tf.greaterEqual(ids, 0), 'float32'), [ids.size, ...x.shape.slice(1).fill(1)]));
        const rows = tf.gather(
          dy as Tensor,
          constant(() => tf.maximum(ids, tf.scalar(0, 'int32'))),
        );
        return tf.mul(rows, kept);
      },
      segmentIds: () => zerosOf(ids),
    };
  },
};

const gatherNd: Gradient = {
  kernelName: 'GatherNd',
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, saved) => {
    const [params, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
    return { params: () => tf.scatterND(indices, dy as Tensor, params.shape), indices: () => zerosOf(indices) };
  },
};

const scatterNd: Gradient = {
  kernelName: 'ScatterNd',
  inputsToSave: ['indices'],
  gradFunc: (dy, saved) => {
    const indices = savedAt(saved, 0);
    return { updates: () => tf.gatherND(dy as Tensor, indices), indices: () => zerosOf(indices) };
  },
};

const stridedSlice = fromInput('StridedSlice', (dy, x, attributes) => {
  const list = (name: string): number[] => attributes[name] as number[];
  const mask = (name: string): number => attributes[name] as number;
  const info = tf.slice_util.sliceInfo(
    x.shape,
    list('begin'),
    list('end'),
    list('strides'),
    mask('beginMask'),
    mask('endMask'),
    mask('ellipsisMask'),
    mask('newAxisMask'),
    mask('shrinkAxisMask'),
  );
  // Axes that a mask dropped or added are of length 1.
  const sparse = tf.reshape(dy, tf.slice_util.computeOutShape(info.begin, info.end, info.strides));
  return x.shape.reduce<Tensor>(
    (placed, size, axis) => placeSlice(placed, axis, info.begin[axis] ?? 0, info.strides[axis] ?? 1, size),
    sparse,
  );
});

/** The elements (i, i) of dy seen as [n, n]. */
const diag = fromInput('Diag', (dy, x) => {
  const places = constant(() => tf.range(0, x.size * x.size, x.size + 1, 'int32'));
  return tf.reshape(tf.gather(tf.reshape(dy, [-1]), places), x.shape);
});

/** Ops that pick elements by index. */
export const indexing: readonly Gradient[] = [diag, gather, unsortedSegmentSum, gatherNd, scatterNd, stridedSlice];
