import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../contracts/randomStream';
import type { Stateful } from '../contracts/stateful';

/** Random changes to images that a discriminator sees, real ones and generated ones alike. */
export interface Augmentation {
  readonly name: string;
  /**
   * Images `[N, H, W, C]` in [-1, 1] → the same shape; values may leave [-1, 1]. All draws come from the stream; differentiable to any order by the
   * images, so that a generator and a gradient penalty see through it. The caller disposes the result (or an enclosing `tf.tidy`).
   */
  apply(images: Tensor4D, random: RandomStream): Tensor4D;
}

/** An augmentation whose strength follows how sure the discriminator is of real images. */
export interface AdaptiveAugmentation extends Augmentation {
  /** What each transformation's own multiplier is multiplied by. */
  readonly probability: number;
  /** Takes note of the signs of logits `[N, …]` of real images; on the device, without waiting for it. */
  observe(realLogits: Tensor): void;
  /** After each step, awaited: moves the probability where that is due. Resolves to the probability. */
  adjust(): Promise<number>;
  /** The probability and what has been observed since it last moved. */
  readonly state: Stateful;
  dispose(): void;
}
