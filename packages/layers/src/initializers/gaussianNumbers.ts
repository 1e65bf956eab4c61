import type { RandomStream } from '@ganblocks/core';

/**
 * Gaussian numbers in float64, by the Box-Muller transform, without a tensor: for starts that need the numbers at once.
 *
 * @see Box & Muller 1958, "A Note on the Generation of Random Normal Deviates", https://doi.org/10.1214/aoms/1177706645
 */
export function gaussianNumbers(random: RandomStream, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next())); // 1 - u lies in (0, 1]: the logarithm stays finite
    const angle = 2 * Math.PI * random.next();
    values[index] = radius * Math.cos(angle);
    if (index + 1 < count) values[index + 1] = radius * Math.sin(angle);
  }
  return values;
}

/** Gaussian numbers no further than `limit` from 0: those beyond are drawn again. */
export function truncatedNumbers(random: RandomStream, count: number, limit: number): Float64Array {
  const values = gaussianNumbers(random, count);
  const beyond = [...values.keys()].filter((index) => Math.abs(values[index] ?? 0) > limit);
  if (beyond.length === 0) return values;
  const again = truncatedNumbers(random, beyond.length, limit);
  beyond.forEach((index, i) => (values[index] = again[i] ?? 0));
  return values;
}
