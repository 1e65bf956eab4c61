import { check } from '@ganblocks/core';
import { type Array64, imageAxes, images64, pixel } from './array64';

/** Images side by side along their channels. */
export function concatenate(a: Array64, b: Array64): Array64 {
  const { batch, height, width, channels } = imageAxes(a);
  const same = a.shape.slice(0, 3).join() === b.shape.slice(0, 3).join();
  check(same, () => `float64 concatenate: [${a.shape.join(', ')}] and [${b.shape.join(', ')}] must have the same size.`);
  return images64([batch, height, width, channels + imageAxes(b).channels], (n, i, j, c) =>
    c < channels ? pixel(a, n, i, j, c) : pixel(b, n, i, j, c - channels),
  );
}
