import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { realOf } from './realOf';

export interface RelativisticAverageOptions {
  /** What is asked of the differences: cross-entropy, hinge or least squares. Default 'standard'. */
  readonly form?: 'standard' | 'hinge' | 'leastSquares';
}

/** What is asked of a difference that should be positive. */
const above = {
  standard: (x: Tensor) => tf.softplus(tf.neg(x)),
  hinge: (x: Tensor) => tf.relu(tf.sub(1, x)),
  leastSquares: (x: Tensor) => tf.square(tf.sub(x, 1)),
} as const;

/**
 * The relativistic average loss: reals should score above the mean fake, fakes below the mean real, and for the generator the other way
 * round. With h the form's cost of a difference that should be positive: L_D = mean h(r - mean f) + mean h(mean r - f),
 * L_G = mean h(f - mean r) + mean h(mean f - r). The sum of both expectations, without the factor ½ of some implementations.
 *
 * The generator's term needs the reals. Shapes: logits of any shape → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError for another form; from `generator` without reals.
 * @see Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", section 4, https://arxiv.org/abs/1807.00734
 * @example const loss = relativisticAverage({ form: 'hinge' });
 */
export function relativisticAverage({ form = 'standard' }: RelativisticAverageOptions = {}): AdversarialLoss {
  checkChoice('relativisticAverage', 'form', form, Object.keys(above));
  const cost = above[form];
  const leads = (winner: Tensor, loser: Tensor): Scalar =>
    tf.tidy(() => tf.add(tf.mean<Scalar>(cost(tf.sub(winner, tf.mean(loser)))), tf.mean<Scalar>(cost(tf.sub(tf.mean(winner), loser)))));
  return {
    needsReal: true,
    discriminator: leads,
    generator: (fake, real) => leads(fake, realOf('relativisticAverage', real)),
  };
}
