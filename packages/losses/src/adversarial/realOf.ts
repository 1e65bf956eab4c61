import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/** The reals of a generator's term that compares with them. */
export function realOf(where: string, real: Tensor | undefined): Tensor {
  check(real !== undefined, () => `${where}: the generator's term needs the logits of reals. Got none. Call generator(fake, real).`);
  return real;
}
