import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';
import type { Game } from './adversarialOptions';

/** `[count, latentSize]` from N(0, 1) or uniform in [-1, 1). The caller disposes. */
export const drawLatents = ({ latents, latentSize }: Pick<Game, 'latents' | 'latentSize'>, count: number, random: RandomStream): Tensor =>
  latents === 'normal' ? random.normal([count, latentSize]) : random.uniform([count, latentSize], { low: -1, high: 1 });
