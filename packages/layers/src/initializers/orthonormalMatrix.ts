type Vector = Float64Array;

function product(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function subtract(from: Vector, b: Vector, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - factor * (b[i] ?? 0);
}

function divide(x: Vector, divisor: number): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? 0) / divisor;
}

/**
 * Makes vectors of one length orthonormal in place, by the modified Gram-Schmidt process: the Q of the QR decomposition whose R has a
 * positive diagonal. There must be no more of them than they have numbers. For n vectors of m numbers it takes 2mn² operations.
 *
 * @see Björck 1967, "Solving linear least squares problems by Gram-Schmidt orthogonalization", https://doi.org/10.1007/BF01934122
 */
function orthonormalize(vectors: readonly Vector[]): void {
  vectors.forEach((vector, index) => {
    for (const earlier of vectors.slice(0, index)) subtract(vector, earlier, product(vector, earlier));
    divide(vector, Math.sqrt(product(vector, vector)));
  });
}

/**
 * A Gaussian matrix `[rows, columns]`, given by its numbers in row-major order, made orthonormal: its rows where they are the fewer,
 * else its columns. The result is uniform over all such matrices.
 */
export function orthonormalMatrix(numbers: Float64Array, rows: number, columns: number): Float64Array {
  const wide = rows <= columns;
  const [count, length] = wide ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: count }, (_, i) => numbers.slice(i * length, (i + 1) * length));
  orthonormalize(vectors);
  const at = wide ? (row: number, column: number) => vectors[row]?.[column] : (row: number, column: number) => vectors[column]?.[row];
  return Float64Array.from({ length: rows * columns }, (_, index) => at(Math.floor(index / columns), index % columns) ?? 0);
}
