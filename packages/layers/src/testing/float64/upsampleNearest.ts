import { type Array64, imageAxes, images64, pixel } from './array64';

/** y[n, i, j, c] = x[n, ⌊i / factor⌋, ⌊j / factor⌋, c]. */
export function upsampleNearest(x: Array64, factor = 2): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  return images64([batch, height * factor, width * factor, channels], (n, i, j, c) =>
    pixel(x, n, Math.floor(i / factor), Math.floor(j / factor), c),
  );
}
