import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { run, savedAt, sumTo, zerosOf } from './build';

const mask = (condition: Tensor): Tensor => tf.cast(condition, 'float32');
/** 1 … count: 0 is left for "none". */
const numbers = (count: number): Tensor1D => tf.range(1, count + 1, 1, 'int32');
/** 1 where the update is the one that was kept: of several to one place the last is. */
const kept = (owners: Tensor, places: Tensor, ids: Tensor): Tensor => mask(tf.equal(tf.gatherND(owners, places), ids));

const sparseToDense: Gradient = {
  kernelName: 'SparseToDense',
  inputsToSave: ['sparseIndices', 'sparseValues', 'defaultValue'],
  gradFunc: (dy, saved, attributes) => {
    const [sparseIndices, values, defaultValue] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    const depth = sparseIndices.rank === 2 ? (sparseIndices.shape[1] ?? 1) : 1;
    const places = (): Tensor => tf.reshape(sparseIndices, [-1, depth]);
    const ids = (): Tensor => numbers(sparseIndices.size / depth);
    const owners = (): Tensor =>
      run('SparseToDense', { sparseIndices: places(), sparseValues: ids(), defaultValue: tf.scalar(0, 'int32') }, attributes);
    return {
      sparseIndices: () => zerosOf(sparseIndices),
      sparseValues: () => {
        const ours = constant(() => kept(owners(), places(), ids()));
        return sumTo(tf.mul(tf.gatherND(dy as Tensor, constant(places)), ours), values.shape);
      },
      defaultValue: () =>
        sumTo(
          tf.mul(
            dy as Tensor,
            constant(() => mask(tf.equal(owners(), tf.scalar(0, 'int32')))),
          ),
          defaultValue.shape,
        ),
    };
  },
};

const tensorScatterUpdate: Gradient = {
  kernelName: 'TensorScatterUpdate',
  inputsToSave: ['tensor', 'indices', 'updates'],
  gradFunc: (dy, saved) => {
    const [tensor, indices, updates] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    const batch = indices.shape.slice(0, -1);
    const ids = (): Tensor => {
      const rows = tf.reshape(numbers(tf.util.sizeFromShape(batch)), [...batch, ...updates.shape.slice(batch.length).fill(1)]);
      return tf.mul(rows, tf.ones(updates.shape, 'int32'));
    };
    const owners = (): Tensor => tf.tensorScatterUpdate(tf.zeros(tensor.shape, 'int32'), indices, ids());
    const untouched = (): Tensor => mask(tf.equal(owners(), tf.scalar(0, 'int32')));
    return {
      tensor: () => tf.mul(dy as Tensor, constant(untouched)),
      indices: () => zerosOf(indices),
      updates: () =>
        tf.mul(
          tf.gatherND(dy as Tensor, indices),
          constant(() => kept(owners(), indices, ids())),
        ),
    };
  },
};

/** y_s = Σ (or mean) of the rows data[indices_i] with segmentIds_i = s. */
const segments = (kernelName: 'SparseSegmentSum' | 'SparseSegmentMean'): Gradient => ({
  kernelName,
  inputsToSave: ['data', 'indices', 'segmentIds'],
  gradFunc: (dy, saved) => {
    const [data, indices, segmentIds] = [savedAt(saved, 0), savedAt(saved, 1) as Tensor1D, savedAt(saved, 2) as Tensor1D];
    const shares = (): Tensor => {
      const counts = tf.unsortedSegmentSum(tf.ones([segmentIds.size]), segmentIds, (dy as Tensor).shape[0]);
      return tf.reshape(tf.div(1, tf.gather(counts, segmentIds)), [-1, ...data.shape.slice(1).fill(1)]);
    };
    return {
      data: () => {
        const rows = tf.gather(dy as Tensor, segmentIds);
        const shared = kernelName === 'SparseSegmentMean' ? tf.mul(rows, constant(shares)) : rows;
        return tf.unsortedSegmentSum(shared, indices, data.shape[0]);
      },
      indices: () => zerosOf(indices),
      segmentIds: () => zerosOf(segmentIds),
    };
  },
});

/** What is no input's place in the output holds the default value. */
const sparseFillEmptyRows: Gradient = {
  kernelName: 'SparseFillEmptyRows',
  inputsToSave: ['indices', 'values', 'denseShape', 'defaultValue'],
  outputsToSave: [false, false, false, true],
  gradFunc: (dys, saved) => {
    const [indices, values, denseShape, places] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2), savedAt(saved, 4)];
    const dy = (dys as Tensor[])[1] ?? zerosOf(values);
    return {
      indices: () => zerosOf(indices),
      values: () => tf.reshape(tf.gather(dy, places), values.shape),
      denseShape: () => zerosOf(denseShape),
      defaultValue: () => tf.sub(tf.sum(dy), tf.sum(tf.gather(dy, places))),
    };
  },
};

/** Sparse tensors: derivatives by their values. */
export const sparse: readonly Gradient[] = [
  sparseToDense,
  tensorScatterUpdate,
  segments('SparseSegmentSum'),
  segments('SparseSegmentMean'),
  sparseFillEmptyRows,
];
