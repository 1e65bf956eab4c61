import { type Array64, map } from './array64';

/** y = x / √(mean of x² over the last axis + ε). */
export function pixelNorm(x: Array64, epsilon = 1e-8): Array64 {
  const channels = x.shape.at(-1) ?? 1;
  return map(x, (value, place) => {
    const first = place - (place % channels);
    const energy = x.data.subarray(first, first + channels).reduce((sum, one) => sum + one ** 2, 0);
    return value / Math.sqrt(energy / channels + epsilon);
  });
}
