import { addRowProducts } from './addRowProducts';
import { zeros, type Matrix } from './matrix';

const depth = 256;

/** A B^T for A [m, d] and B [n, d]: all inner products of their rows. Rows that an upper triangle makes 0 are skipped. */
export const multiplyTransposed = (a: Matrix, b: Matrix): Matrix => {
  const product = zeros(a.rows, b.rows);
  const c = { data: product.data, start: 0, stride: product.columns };
  for (let from = 0; from < a.columns; from += depth) {
    const to = Math.min(from + depth, a.columns);
    addRowProducts(
      c,
      { data: a.data, start: from, stride: a.columns },
      { data: b.data, start: from, stride: b.columns },
      {
        rowsA: a.upper ? Math.min(a.rows, to) : a.rows,
        rowsB: b.upper ? Math.min(b.rows, to) : b.rows,
        length: to - from,
        sign: 1,
      },
    );
  }
  return product;
};
