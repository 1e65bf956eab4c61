/**
 * Makes the columns of random numbers `[inputs, outputs]` orthonormal, by Gram and Schmidt, twice for the digits. Where there are more outputs than
 * inputs, each run of `inputs` columns is, and all are scaled so that a column still has length 1.
 */
export const orthogonalKernel = (numbers: Float64Array, inputs: number, outputs: number): Float64Array => {
  const kernel = new Float64Array(numbers.length);
  const columns: Float64Array[] = [];
  for (let j = 0; j < outputs; j++) {
    if (columns.length === inputs) columns.length = 0;
    const column = Float64Array.from({ length: inputs }, (_, i) => numbers[i * outputs + j]!);
    for (let pass = 0; pass < 2; pass++) for (const earlier of columns) subtract(column, earlier, dot(column, earlier));
    const length = Math.sqrt(dot(column, column));
    for (let i = 0; i < inputs; i++) {
      column[i]! /= length;
      kernel[i * outputs + j] = column[i]!;
    }
    columns.push(column);
  }
  return kernel;
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const subtract = (target: Float64Array, direction: Float64Array, factor: number): void => {
  for (let i = 0; i < target.length; i++) target[i]! -= factor * direction[i]!;
};
