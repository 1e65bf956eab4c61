import * as tf from '@tensorflow/tfjs-core';
import type { MultiScalePenalty } from '@ganblocks/core';
import { checkPenalty } from './checkPenalty';
import { squaredGradientAt } from './squaredGradientAt';

export interface R1Options {
  /** Default 10. */
  readonly gamma?: number;
  /** Steps from one application to the next: 16 in StyleGAN2, together with `lazyAdam`. Default 1. */
  readonly every?: number;
}

/**
 * The R1 penalty: γ/2 · mean |∇D(x)|² at the reals, which keeps the critic flat there.
 *
 * Twice differentiable where the critic is. Several scales add up. The caller disposes the term.
 *
 * @throws GanError where an option is out of range.
 * @see Mescheder et al. 2018, "Which Training Methods for GANs do actually Converge?", section 4.1, https://arxiv.org/abs/1801.04406
 * @example const penalty = r1({ gamma: 10, every: 16 });
 */
export function r1({ gamma = 10, every = 1 }: R1Options = {}): MultiScalePenalty {
  checkPenalty('r1', { gamma }, every);
  return {
    name: 'r1',
    every,
    at: 'real',
    term: ({ critic, real }) => tf.tidy(() => tf.mul(squaredGradientAt(critic, real), gamma)),
  };
}
