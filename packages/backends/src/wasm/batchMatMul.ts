import * as tf from '@tensorflow/tfjs-core';
import type { DataId, KernelFunc, Tensor, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Kernel } from '../kernels/kernel';
import { pickRows } from './copyBlocks';
import { freshProduct, type Product } from './freshProduct';
import { matrixIndices } from './matrixIndices';
import { asMatrix, transposeMatrices } from './permute';

/** Below so many multiplications, the stock loops beat the overhead of any preparation. */
const smallProduct = 12_000;

/** Matrix `index` of a batch; batches of one are shared by all. */
const matrixOf = (x: Tensor, batch: number, index: number, rows: number, columns: number): Tensor2D =>
  asMatrix(batch === 1 ? x : pickRows(x, rows * columns, [index], [rows, columns]), rows, columns);

/** All matrices of a batch whose outer axes are broadcast: the stock kernel makes room for those of the larger operand alone, and writes beyond it. */
function repeated(x: Tensor, outer: readonly number[]): Tensor {
  const matrix = x.shape.slice(-2);
  return pickRows(x, tf.util.sizeFromShape(matrix), matrixIndices(x.shape.slice(0, -2), outer), [...outer, ...matrix]);
}

/** Many products, one by one, since the stock batched kernel is a plain loop. */
function batchedProduct(a: Tensor, batchA: number, b: Tensor, batchB: number, product: Product): Tensor {
  const { rows, inner, columns, transposeA, transposeB } = product;
  return tf.tidy(() => {
    const plainA = transposeA ? transposeMatrices(a, batchA, inner, rows) : a;
    const plainB = transposeB ? transposeMatrices(b, batchB, columns, inner) : b;
    if (batchB === 1) return tf.matMul(asMatrix(plainA, batchA * rows, inner), asMatrix(plainB, inner, columns));
    const products = Array.from({ length: batchB }, (_, index) =>
      tf.tidy(() => tf.matMul(matrixOf(plainA, batchA, index, rows, inner), matrixOf(plainB, batchB, index, inner, columns))),
    );
    return tf.concat(products, 0);
  });
}

/**
 * `BatchMatMul` for wasm. The stock kernel is fast (40 GFLOP/s) for one product of plain operands alone, and 1 to 3 else; here all reach that speed.
 *
 * It also mends a defect of tfjs 4.22: the stock kernel keeps its packed right operand by data and not by shape, so that a second product
 * with the same data reshaped reads the packing of the first, beyond its end too.
 */
export const batchMatMul: Kernel = {
  name: tf.BatchMatMul,
  build: (original): KernelFunc => {
    check(
      original !== undefined,
      () => 'batchMatMul: expected the BatchMatMul kernel of tfjs to build on. Got none. Load the wasm backend first.',
    );
    const packedRows = new WeakMap<DataId, number>();

    const plainProduct: KernelFunc = (call) => {
      const { b } = call.inputs as { b: TensorInfo };
      const inner = b.shape.at(-2) ?? 1;
      const packed = packedRows.get(b.dataId);
      if (packed === undefined) packedRows.set(b.dataId, inner);
      if (packed === undefined || packed === inner) return original(call);
      const copied = pickRows(b, tf.util.sizeFromShape(b.shape), [0], b.shape);
      const product = original({ ...call, inputs: { ...call.inputs, b: copied } });
      copied.dispose();
      return product;
    };

    return (call) => {
      const { a, b } = call.inputs as { a: Tensor; b: Tensor };
      const { transposeA, transposeB } = call.attrs as unknown as { transposeA: boolean; transposeB: boolean };
      if (a.dtype !== 'float32' || b.dtype !== 'float32') {
        return tf.tidy(() => tf.cast(tf.matMul(tf.cast(a, 'float32'), tf.cast(b, 'float32'), transposeA, transposeB), a.dtype));
      }
      const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
      const [batchA, batchB] = [tf.util.sizeFromShape(outerA), tf.util.sizeFromShape(outerB)];
      const [inner = 0, rows = 0] = transposeA ? a.shape.slice(-2) : a.shape.slice(-2).reverse();
      const [columns = 0, innerB = 0] = transposeB ? b.shape.slice(-2) : b.shape.slice(-2).reverse();
      const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
      const shape = [...outer, rows, columns];
      if (inner !== innerB) return original(call); // whose message says what is wrong
      if (tf.util.sizeFromShape(shape) === 0 || inner === 0) return tf.zeros(shape);

      const single = batchA === 1 && batchB === 1;
      if (single && !transposeA && !transposeB) return plainProduct(call);
      const batches = tf.util.sizeFromShape(outer);
      if ([batchA, batchB].some((batch) => batch !== batches && batch !== 1)) {
        return tf.tidy(() => tf.matMul(repeated(a, outer), repeated(b, outer), transposeA, transposeB));
      }
      if (rows * inner * columns < smallProduct) return original(call);
      const product = { rows, inner, columns, transposeA, transposeB };
      return tf.tidy(() => {
        const result = single ? freshProduct(a, b, product) : batchedProduct(a, batchA, b, batchB, product);
        return tf.reshape(result, shape);
      });
    };
  },
};
