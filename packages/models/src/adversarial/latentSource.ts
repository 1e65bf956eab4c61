import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';

/** Latents of another kind than one distribution: InfoGAN's noise and codes side by side. */
export interface LatentSource {
  /** In a run's record. */
  readonly name: string;
  /** `[count, latentSize]`. The caller disposes. */
  draw(count: number, random: RandomStream): Tensor2D;
}
