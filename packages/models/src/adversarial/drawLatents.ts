import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';
import type { Game } from './adversarialOptions';

/** `[count, latentSize]` from N(0, 1), uniform in [-1, 1), or of the game's own source. The caller disposes. */
export function drawLatents({ latents, latentSize }: Pick<Game, 'latents' | 'latentSize'>, count: number, random: RandomStream): Tensor {
  if (typeof latents === 'object') return latents.draw(count, random);
  return latents === 'normal' ? random.normal([count, latentSize]) : random.uniform([count, latentSize], { low: -1, high: 1 });
}
