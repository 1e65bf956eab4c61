import { type Array64, imageAxes, images64, pixel } from './array64';

export interface AveragePool64Options {
  readonly stride?: number;
  readonly padding?: number;
}

/** The mean of each window of size × size pixels, of those that lie within the image; windows do not overlap if not told otherwise. */
export function averagePool(x: Array64, size = 2, { stride = size, padding = 0 }: AveragePool64Options = {}): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  const length = (pixels: number): number => Math.floor((pixels + 2 * padding - size) / stride) + 1;
  return images64([batch, length(height), length(width), channels], (n, i, j, c) => {
    let [sum, count] = [0, 0];
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const [row, column] = [i * stride + a - padding, j * stride + b - padding];
        sum += pixel(x, n, row, column, c);
        count += row >= 0 && row < height && column >= 0 && column < width ? 1 : 0;
      }
    return sum / count;
  });
}
