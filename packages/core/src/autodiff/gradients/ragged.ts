import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import type { Attributes } from './build';
import { savedAt, sumTo, zerosOf } from './build';

/** Tfjs's types know nothing of lists among a kernel's inputs. */
const runList = (kernelName: string, inputs: Record<string, Tensor | Tensor[]>, attributes: Attributes): Tensor | Tensor[] =>
  tf.engine().runKernel(kernelName, inputs as unknown as NamedTensorMap, attributes);
const lastOf = (outputs: Tensor | Tensor[], position: number): Tensor => (Array.isArray(outputs) ? savedAt(outputs, position) : outputs);

/** The rows that were picked are found by picking from their own numbers. */
const raggedGather: Gradient = {
  kernelName: 'RaggedGather',
  inputsToSave: ['paramsDenseValues', 'indices', 'paramsNestedSplits'],
  gradFunc: (dys, saved, attributes) => {
    const [values, indices, paramsNestedSplits] = [savedAt(saved, 0), savedAt(saved, 1), saved.slice(2)];
    const rows = values.shape[0];
    const picked = (): Tensor => {
      const inputs = { paramsNestedSplits, paramsDenseValues: tf.range(0, rows, 1, 'int32'), indices };
      return lastOf(runList('RaggedGather', inputs, attributes), paramsNestedSplits.length);
    };
    return {
      paramsDenseValues: () => tf.unsortedSegmentSum(lastOf(dys, paramsNestedSplits.length), constant(picked) as Tensor1D, rows),
      indices: () => zerosOf(indices),
    };
  },
};

/** Where each value went is found by sending its own number, from 1; 0 is the default's. */
const raggedTensorToTensor: Gradient = {
  kernelName: 'RaggedTensorToTensor',
  inputsToSave: ['shape', 'values', 'defaultValue', 'rowPartitionTensors'],
  gradFunc: (dy, saved, attributes) => {
    const [shape, values, defaultValue, rowPartitionTensors] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2), saved.slice(3)];
    const sources = (): Tensor => {
      const numbers = tf.reshape(tf.range(1, values.size + 1, 1, 'int32'), values.shape);
      const inputs = { shape, values: numbers, defaultValue: tf.zeros(defaultValue.shape, 'int32'), rowPartitionTensors };
      return lastOf(runList('RaggedTensorToTensor', inputs, attributes), 0);
    };
    return {
      shape: () => zerosOf(shape),
      values: () => {
        const ids = constant(() => tf.sub<Tensor1D>(tf.reshape(sources(), [-1]), tf.scalar(1, 'int32')));
        return tf.reshape(tf.unsortedSegmentSum(tf.reshape(dy as Tensor, [-1]), ids, values.size), values.shape);
      },
      defaultValue: () => {
        const filled = constant(() => tf.cast(tf.equal(sources(), tf.scalar(0, 'int32')), 'float32'));
        return sumTo(tf.mul(dy as Tensor, filled), defaultValue.shape);
      },
    };
  },
};

/** Row r holds starts_r + i · deltas_r for i = 0, 1, …; how many is a step function of the limits. */
const raggedRange: Gradient = {
  kernelName: 'RaggedRange',
  inputsToSave: ['starts', 'limits', 'deltas'],
  outputsToSave: [true, false],
  gradFunc: (dys, saved) => {
    const [starts, limits, deltas, splits] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2), savedAt(saved, 3)];
    const dy = lastOf(dys, 1);
    const places = (): Tensor => tf.range(0, dy.size, 1, 'int32');
    const rows = (): Tensor => tf.sub(tf.reshape(tf.upperBound(splits, places()), [-1]), tf.scalar(1, 'int32'));
    const steps = (): Tensor => tf.cast(tf.sub(places(), tf.gather(splits, rows())), 'float32');
    const perRow = (values: Tensor): Tensor => tf.unsortedSegmentSum(values, constant(rows) as Tensor1D, splits.size - 1);
    return {
      starts: () => sumTo(perRow(dy), starts.shape),
      limits: () => zerosOf(limits),
      deltas: () => sumTo(perRow(tf.mul(dy, constant(steps))), deltas.shape),
    };
  },
};

/** Ragged tensors: derivatives by their values. */
export const ragged: readonly Gradient[] = [raggedGather, raggedTensorToTensor, raggedRange];
