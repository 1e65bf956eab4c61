/** A source of uniform 32-bit words, signed or not; pure-rand's generators are such. */
export interface Words {
  next(): number;
}

/**
 * One uniform number in [0, 1) with 53 random bits, from two words. Their upper bits are used: the lowest bits of xoroshiro128+ are its weakest.
 *
 * @see Blackman & Vigna 2018, "Scrambled Linear Pseudorandom Number Generators", section 9, https://arxiv.org/abs/1805.01407
 */
export function uniform53(words: Words): number {
  const high = words.next() >>> 5;
  const low = words.next() >>> 6;
  return (high * 2 ** 26 + low) * 2 ** -53;
}

/** One integer in [0, below), each equally likely (words that would favour some are drawn again); `below` an integer in [1, 2³²]. */
export function integerBelow(words: Words, below: number): number {
  const share = Math.floor(2 ** 32 / below);
  const limit = share * below;
  for (;;) {
    const word = words.next() >>> 0;
    if (word < limit) return Math.floor(word / share);
  }
}

/**
 * Fills `values` with Gaussian numbers by the Box-Muller transform, √(-2 ln u)·(cos 2πv, sin 2πv), and returns the standard Gaussian left over,
 * or null. Passed as `spare` to the next call it comes first there, so that the numbers do not depend on how they are cut into calls.
 *
 * @see Box & Muller 1958, "A Note on the Generation of Random Normal Deviates", https://doi.org/10.1214/aoms/1177706645
 */
export function fillNormal(words: Words, values: Float32Array, mean: number, deviation: number, spare: number | null): number | null {
  if (values.length === 0) return spare;
  let index = 0;
  if (spare !== null) values[index++] = mean + deviation * spare;
  while (index < values.length) {
    // 1 - u lies in (0, 1]: the logarithm stays finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform53(words)));
    const angle = 2 * Math.PI * uniform53(words);
    const second = radius * Math.sin(angle);
    values[index++] = mean + deviation * (radius * Math.cos(angle));
    if (index === values.length) return second;
    values[index++] = mean + deviation * second;
  }
  return null;
}

/** The numbers 0 … values.length - 1 in random order, each order equally likely (Fisher-Yates). */
export function fillPermutation(words: Words, values: Int32Array): void {
  for (let index = 0; index < values.length; index++) {
    const other = integerBelow(words, index + 1);
    values[index] = values[other] ?? 0;
    values[other] = index;
  }
}
