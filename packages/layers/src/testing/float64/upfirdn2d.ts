import { type Array64, imageAxes, images64, pixel } from './array64';

export interface Upfirdn2d64Options {
  readonly up?: number;
  readonly down?: number;
  /** Of both axes: zeros in front and behind, negative numbers crop. */
  readonly padding?: readonly [before: number, after: number];
  readonly gain?: number;
}

/**
 * y[n, i, j, c] = gain · Σ u[n, i·down + a, j·down + b, c] · taps[k - 1 - a] · taps[k - 1 - b], where u has up - 1 zeros behind each
 * pixel and zeros (or a crop) around the image.
 */
export function upfirdn2d(x: Array64, taps: readonly number[], options: Upfirdn2d64Options = {}): Array64 {
  const { up = 1, down = 1, padding: [before, after] = [0, 0], gain = 1 } = options;
  const { batch, height, width, channels } = imageAxes(x);
  const [k, turned] = [taps.length, [...taps].reverse()];
  const length = (size: number): number => Math.floor((size * up + before + after - k) / down) + 1;
  const widened = (n: number, i: number, j: number, c: number): number => {
    if (i % up !== 0 || j % up !== 0) return 0;
    return pixel(x, n, i / up, j / up, c);
  };
  return images64([batch, length(height), length(width), channels], (n, i, j, c) => {
    let sum = 0;
    turned.forEach((vertical, a) => {
      turned.forEach((horizontal, b) => {
        sum += vertical * horizontal * widened(n, i * down + a - before, j * down + b - before, c);
      });
    });
    return gain * sum;
  });
}
