import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { CriticInput, CriticPenalty, PenaltyPoint } from '@ganblocks/core';

/**
 * Whether a penalty is applied in this step: each `every`-th, the first included.
 *
 * @example isDue({ every: 16 }, 32); // true
 */
export const isDue = ({ every }: Pick<CriticPenalty, 'every'>, step: number): boolean => step % every === 0;

/**
 * A penalty as it enters the step in which it is due: `every` times its value, so that its mean over the steps is its value.
 *
 * The optimizer then sees some steps with one more gradient: `lazyAdam` corrects its rate and its decays. The caller disposes.
 *
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", appendix B, https://arxiv.org/abs/1912.04958
 * @example const term = isDue(penalty, step) ? dueTerm(penalty, { critic, real, fake, random }) : tf.scalar(0);
 */
export const dueTerm = <X extends CriticInput>(penalty: CriticPenalty, at: PenaltyPoint<X>): Scalar =>
  tf.tidy(() => tf.mul(penalty.term(at), penalty.every));
