import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { CriticInput, CriticPenalty, MultiScalePenalty, PenaltyPoint } from '@ganblocks/core';

/**
 * Whether a penalty is applied in this step: each `every`-th, the first included.
 *
 * @example isDue({ every: 16 }, 32); // true
 */
export const isDue = ({ every }: Pick<CriticPenalty, 'every'>, step: number): boolean => step % every === 0;

/**
 * A penalty as it enters the step in which it is due: `every` times its value, so that its mean over the steps is its value.
 *
 * In a `minimize` of its own, as in StyleGAN2, the optimizer makes one update more in such a step, for which `lazyAdam` corrects rate and
 * decays; as one more term of the loss's `minimize` it needs no correction. For `CriticPenalty` and `PathLength`. The caller disposes.
 *
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", appendix B, https://arxiv.org/abs/1912.04958
 * @example
 * const penalty = r1({ gamma: 10, every: 16 });
 * const terms = isDue(penalty, 32) ? { r1: dueTerm(penalty, { critic, real, fake, random: randomStream(7) }) } : {};
 */
export function dueTerm<X extends CriticInput>(penalty: MultiScalePenalty, at: PenaltyPoint<X>): Scalar;
export function dueTerm<At>(penalty: { readonly every: number; term(at: At): Scalar }, at: At): Scalar;
export function dueTerm(penalty: { readonly every: number; term(at: never): Scalar }, at: unknown): Scalar {
  return tf.tidy(() => tf.mul(penalty.term(at as never), penalty.every));
}
