import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { asMatrix, transposeMatrix } from './permute';

/** `a [rows, inner]` times `b [inner, columns]`, either of them stored transposed. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Costs of a float that is transposed, and of one that is packed as the right operand. */
const transposing = 1;
const packing = 4;

/**
 * A product of operands that are used once, as a plain product, which alone is fast on wasm: operands transposed first,
 * or all of it as `(b a)` transposed, whichever moves fewer floats. A right operand that stays, whose packing tfjs keeps, is better left in its place.
 */
export function freshProduct(a: Tensor, b: Tensor, { rows, inner, columns, transposeA, transposeB }: Product): Tensor2D {
  const left = rows * inner;
  const right = inner * columns;
  const direct = (transposeA ? transposing * left : 0) + (transposeB ? transposing * right : 0) + packing * right;
  const flipped =
    (transposeA ? 0 : transposing * left) + (transposeB ? 0 : transposing * right) + packing * left + transposing * rows * columns;
  return tf.tidy(() => {
    if (direct <= flipped) {
      const plainA = transposeA ? transposeMatrix(a, inner, rows) : asMatrix(a, rows, inner);
      return tf.matMul(plainA, transposeB ? transposeMatrix(b, columns, inner) : asMatrix(b, inner, columns));
    }
    const turnedB = transposeB ? asMatrix(b, columns, inner) : transposeMatrix(b, inner, columns);
    const turnedA = transposeA ? asMatrix(a, inner, rows) : transposeMatrix(a, rows, inner);
    return transposeMatrix(tf.matMul(turnedB, turnedA), columns, rows);
  });
}
