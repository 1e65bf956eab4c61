import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

/**
 * Embedding: the rows of a table by number, y[…] = table[ids[…]]. What flows back adds up where a number repeats; rows that were not asked
 * for get 0.
 *
 * Shapes: ids of any shape, int32 in [0, rows); table `[rows, D]` → `[…, D]`. Differentiable to any order by the table. The caller disposes.
 *
 * @throws GanError unless the ids are int32 and the table has two axes.
 * @example embedding(tf.tensor1d([2, 0], 'int32'), tf.tensor2d([[1], [2], [3]])); // [3, 1]
 */
export function embedding(ids: Tensor, table: Tensor2D): Tensor {
  checkRank('embedding', 'table', table, 2, 'rows, D');
  check(ids.dtype === 'int32', () => `embedding: ids must be int32. Got ${ids.dtype}. Use tf.cast(ids, 'int32').`);
  return tf.gather(table, ids);
}
