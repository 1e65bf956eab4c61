/** A dense float64 matrix, row by row: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
  /** Whether every element below the diagonal is 0; products then skip that half. */
  readonly upper?: boolean;
}

/** A matrix of zeros. */
export const zeros = (rows: number, columns: number): Matrix => ({ rows, columns, data: new Float64Array(rows * columns) });

/** The transpose, as a new matrix. */
export const transpose = ({ rows, columns, data }: Matrix): Matrix => {
  const result = new Float64Array(data.length);
  const tile = 32;
  for (let top = 0; top < rows; top += tile) {
    for (let left = 0; left < columns; left += tile) {
      const bottom = Math.min(top + tile, rows);
      const right = Math.min(left + tile, columns);
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) result[j * rows + i] = data[i * columns + j]!;
      }
    }
  }
  return { rows: columns, columns: rows, data: result };
};

/** The sum of the squares of all elements: for a factor F, the trace of F^T F. */
export const sumOfSquares = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
};
