import type { Rank, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from './randomStream';

/** Points of a latent space: one a sample `[N, D]`, or one for each of L layers `[N, L, D]`. */
export type Latents = Tensor<Rank.R2 | Rank.R3>;

/**
 * Points that a generator turns into images: z of a DCGAN, w of a StyleGAN. What changes points, mixes them or looks for them needs to know
 * no more of a generator than this.
 */
export interface LatentSpace {
  /** As papers call it: 'z', 'w'. In errors. */
  readonly name: string;
  /** D: how many numbers a point has. */
  readonly size: number;
  /** L, where each of L layers can take a point of its own. Default: one point makes the whole image. */
  readonly styles?: number;
  /** How the numbers of a point lie: N(0, 1), uniform in [-1, 1), each in its own way (noise beside codes), or as a network maps them from another space. */
  readonly distribution: 'normal' | 'uniform' | 'mixed' | 'mapped';
  /** Points `[count, D]` as in training. The caller disposes. */
  draw(count: number, random: RandomStream): Tensor2D;
  /**
   * Images `[N, H, W, C]` in [-1, 1] of points `[N, D]`, or `[N, L, D]` where there are styles: inference, differentiable by the points, with
   * the weights as they are; `ema.during(() => …)` lends the averaged ones. `random` is for generators that add noise. The caller disposes.
   */
  render(latents: Latents, call: { random: RandomStream }): Tensor4D;
  /** The point `[D]` that truncation pulls towards, of a mapped space: the average of w. The caller disposes. */
  centre?(): Tensor1D;
}
