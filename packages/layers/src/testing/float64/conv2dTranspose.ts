import { type Array64, imageAxes, images64, pixel } from './array64';

export interface Conv2dTranspose64Options {
  readonly stride?: number;
  readonly padding?: number;
  readonly outputPadding?: number;
  readonly bias?: Array64 | undefined;
}

/** y[n, i, j, k] = bias[k] + Σ x[n, u, v, c] · kernel[a, b, k, c] over all u, a with u · stride + a - padding = i, and so for v, b, j. */
export function conv2dTranspose(
  x: Array64,
  kernel: Array64,
  { stride = 1, padding = 0, outputPadding = 0, bias }: Conv2dTranspose64Options = {},
): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  const [rows = 0, columns = 0, outputs = 0] = kernel.shape;
  const length = (size: number, taps: number): number => (size - 1) * stride - 2 * padding + taps + outputPadding;
  return images64([batch, length(height, rows), length(width, columns), outputs], (n, i, j, k) => {
    let sum = bias?.data[k] ?? 0;
    for (let u = 0; u < height; u++)
      for (let v = 0; v < width; v++) {
        const [a, b] = [i + padding - u * stride, j + padding - v * stride];
        for (let c = 0; c < channels; c++) sum += pixel(x, n, u, v, c) * pixel(kernel, a, b, k, c);
      }
    return sum;
  });
}
