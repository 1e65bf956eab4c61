import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { lackedBy, one, two } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

const integers = (values: number[]): Tensor1D => tf.tensor1d(values, 'int32');
const rows = (values: number[][]): Tensor2D => tf.tensor2d(values, undefined, 'int32');

const scattering: readonly DerivativeCase[] = [
  one('scatterND', (x) => tf.square(tf.scatterND(rows([[2], [0], [2]]), x, [4, 3])), [3, 3]),
  two('tensorScatterUpdate', (x, updates) => tf.square(tf.tensorScatterUpdate(x, rows([[2], [0], [3]]), updates)), [4, 3], [3, 3]),
  two('tensorScatterUpdate by element', (x, updates) => tf.square(tf.tensorScatterUpdate(x, rows([[1, 2], [0, 0]]), updates)), [2, 3], [2]), // prettier-ignore
  two(
    'sparseToDense',
    (values, rest) => tf.square(tf.sparseToDense(rows([[0, 1], [2, 2]]), values, [3, 3], rest as tf.Scalar)), // prettier-ignore
    [2],
    [],
  ),
];

const segments: readonly DerivativeCase[] = [
  one('sparse.sparseSegmentSum', (x) => tf.square(tf.sparse.sparseSegmentSum(x, integers([2, 0, 2, 1]), integers([0, 0, 1, 1]))), [4, 3]),
  one('sparse.sparseSegmentMean', (x) => tf.square(tf.sparse.sparseSegmentMean(x, integers([2, 0, 3, 3]), integers([0, 0, 0, 1]))), [4, 3]),
  two(
    'sparse.sparseFillEmptyRows',
    (values, rest) => {
      const filled = tf.sparse.sparseFillEmptyRows(rows([[0, 0], [2, 1], [2, 0]]), values as Tensor1D, [4, 3], rest as tf.Scalar); // prettier-ignore
      return tf.square(filled['outputValues'] ?? values);
    },
    [3],
    [],
  ),
  one('unsortedSegmentSum with dropped rows', (x) => tf.square(tf.unsortedSegmentSum(x, integers([1, -1, 1, 0]), 3)), [4, 3]),
];

const gathered = (x: Tensor): Tensor => tf.raggedGather([integers([0, 2, 2, 5])], x, integers([2, 0, 2]), 1).outputDenseValues;

const ragged: readonly DerivativeCase[] = [
  one('raggedGather', (x) => tf.square(gathered(x)), [5]),
  one('raggedGather of rows', (x) => tf.square(gathered(x)), [5, 2]),
  two(
    'raggedTensorToTensor',
    (x, rest) =>
      tf.square(
        tf.raggedTensorToTensor([3, 2], x, rest, [tf.scalar(3, 'int32'), integers([0, 0, 2, 2, 2])], ['FIRST_DIM_SIZE', 'VALUE_ROWIDS']),
      ),
    [5],
    [],
  ),
  two(
    'raggedTensorToTensor of rows',
    (x, rest) => tf.square(tf.raggedTensorToTensor([-1, -1, 2], x, rest, [integers([0, 2, 2, 4])], ['ROW_SPLITS'])),
    [4, 2],
    [2],
  ),
  two('raggedRange', (starts, deltas) => {
    const limits = tf.tensor1d([2, 0.3, 4]);
    return tf.square(tf.raggedRange(tf.mul(starts, 0.1), limits, tf.add(tf.mul(deltas, 0.1), 1))['rtDenseValues'] ?? limits);
  }, [3], [3]), // prettier-ignore
];

/** Sparse and ragged tensors, by their values. */
export const sparseCases: readonly DerivativeCase[] = [...scattering, ...segments, ...lackedBy(['wasm'], ragged)];
