import { type Array64, imageAxes, images64, pixel } from './array64';

export interface Conv2d64Options {
  readonly stride?: number;
  readonly padding?: number;
  readonly groups?: number;
  readonly bias?: Array64 | undefined;
}

/** y[n, i, j, k] = bias[k] + Σ x[n, i·stride + a - padding, j·stride + b - padding, g·Cg + c] · kernel[a, b, c, k], g the group of k. */
export function conv2d(x: Array64, kernel: Array64, { stride = 1, padding = 0, groups = 1, bias }: Conv2d64Options = {}): Array64 {
  const { batch, height, width } = imageAxes(x);
  const [rows = 0, columns = 0, inputs = 0, outputs = 0] = kernel.shape;
  const length = (size: number, taps: number): number => Math.floor((size + 2 * padding - taps) / stride) + 1;
  return images64([batch, length(height, rows), length(width, columns), outputs], (n, i, j, k) => {
    const first = Math.floor(k / (outputs / groups)) * inputs;
    let sum = bias?.data[k] ?? 0;
    for (let a = 0; a < rows; a++)
      for (let b = 0; b < columns; b++)
        for (let c = 0; c < inputs; c++)
          sum += pixel(x, n, i * stride + a - padding, j * stride + b - padding, first + c) * pixel(kernel, a, b, c, k);
    return sum;
  });
}
