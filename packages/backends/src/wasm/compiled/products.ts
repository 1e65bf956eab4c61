import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { matMul } from '../module/matMul';
import { areFloats, type Compiled } from './compiled';

/** Below so many multiplications a product, the stock kernel is done before a call of ours is prepared. */
const FEWEST = 8_000;
/** One product of plain operands, by far the fastest of the stock kernels where it finds its right operand packed. */
const FEWEST_PLAIN = 200_000;

const matrixOf = (shape: readonly number[], transposed: boolean): [rows: number, columns: number] => {
  const [rows = 0, columns = 0] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
};

/** matMul in all transpositions; of batches, those where each operand has all matrices or one. */
export const product: Compiled = (module, { inputs, attrs }) => {
  const { a, b } = inputs as Record<'a' | 'b', TensorInfo>;
  const { transposeA, transposeB } = attrs as unknown as Record<'transposeA' | 'transposeB', boolean>;
  const [rows, inner] = matrixOf(a.shape, transposeA);
  const [innerB, columns] = matrixOf(b.shape, transposeB);
  if (inner !== innerB || rows * inner * columns < FEWEST || !areFloats(a, b)) return undefined;
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const [batchA, batchB, batches] = [outerA, outerB, outer].map(tf.util.sizeFromShape) as [number, number, number];
  const isWholeOrOne = [batchA, batchB].every((batch) => batch === batches || batch === 1);
  const isPlain = batches === 1 && !transposeA && !transposeB;
  if (!isWholeOrOne || (isPlain && rows * inner * columns < FEWEST_PLAIN)) return undefined;
  const shape = { inner, columns, transposeA, transposeB };
  // Rows of all matrices are one product where they meet the same right operand.
  const joined = batchB === 1 && batchA === batches && !transposeA;
  const result = joined
    ? matMul(module, a, b, { ...shape, rows: batches * rows })
    : matMul(module, a, b, { ...shape, rows, batches, sharedA: batchA === 1, sharedB: batchB === 1 });
  return { ...result, shape: [...outer, rows, columns] };
};
