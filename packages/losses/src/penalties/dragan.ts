import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type MultiScalePenalty, stopGradient } from '@ganblocks/core';
import { checkPenalty } from './checkPenalty';
import { likeInput, scalesOf } from './criticGradients';
import { gradientPenaltyAt } from './gradientPenaltyAt';
import { perImage } from './interpolates';

export interface DraganOptions {
  /** λ. Default 10. */
  readonly weight?: number;
  /** Of the disturbance, in deviations of the batch. Default 0.5. */
  readonly spread?: number;
  /** Steps from one application to the next. Default 1. */
  readonly every?: number;
}

/** The standard deviation of everything in a batch, biased. */
const deviationOf = (x: Tensor): Tensor => tf.sqrt(tf.moments(x).variance);

/**
 * The DRAGAN penalty: λ · mean (|∇D(x̂)| - 1)² around the reals, x̂ = x + e · spread · σ(x) · δ, with e and δ uniform in [0, 1), one e an
 * image, and σ the deviation of the whole batch. x̂ is a constant. Fakes play no part. These are the released code's points; the paper adds
 * Gaussian noise.
 *
 * Twice differentiable where the critic is. The caller disposes the term.
 *
 * @throws GanError where an option is out of range.
 * @see Kodali et al. 2017, "On Convergence and Stability of GANs", section 2.3, https://arxiv.org/abs/1705.07215
 * @example const penalty = dragan({ weight: 10 });
 */
export function dragan({ weight = 10, spread = 0.5, every = 1 }: DraganOptions = {}): MultiScalePenalty {
  checkPenalty('dragan', { weight, spread }, every);
  return {
    name: 'dragan',
    every,
    term: ({ critic, real, random }) =>
      tf.tidy(() => {
        const reals = scalesOf(real);
        const share = random.uniform([reals[0]?.shape[0] ?? 0]);
        const disturbed = reals.map((x) => {
          const noise = tf.mul(random.uniform(x.shape), tf.mul(deviationOf(x), spread));
          return stopGradient(tf.add(x, tf.mul(perImage(share, x), noise)));
        });
        return tf.mul(gradientPenaltyAt(critic, likeInput(real, disturbed)), weight);
      }),
  };
}
