import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { realOf } from './realOf';

export interface DualContrastiveOptions {
  /** The generator's side: 'exchanged' puts fakes in the place of reals, as released re-implementations do; 'negated' is -L_D, the paper's minimax form. Default 'exchanged'. */
  readonly generator?: 'exchanged' | 'negated';
}

/** mean over winners w of -log(exp(w) / (exp(w) + Σ exp(losers))). */
function contrast(winners: Tensor, losers: Tensor): Scalar {
  const all = tf.logSumExp(losers);
  return tf.mean<Scalar>(tf.softplus(tf.sub(all, winners)));
}

/**
 * The dual contrastive loss: each real is told from all fakes of the batch, and each fake from all reals, by a softmax,
 * L_D = mean softplus(log Σ exp f - r) + mean softplus(log Σ exp(-r) + f).
 *
 * The generator's term needs the reals. Shapes: logits of any shape → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError for another option; from `generator` without reals.
 * @see Yu et al. 2021, "Dual Contrastive Loss and Attention for GANs", https://arxiv.org/abs/2103.16748
 * @example const loss = dualContrastive();
 */
export function dualContrastive({ generator = 'exchanged' }: DualContrastiveOptions = {}): AdversarialLoss {
  checkChoice('dualContrastive', 'generator', generator, ['exchanged', 'negated']);
  const leads = (winner: Tensor, loser: Tensor): Scalar =>
    tf.tidy(() => tf.add(contrast(winner, loser), contrast(tf.neg(loser), tf.neg(winner))));
  return {
    needsReal: true,
    discriminator: leads,
    generator: (fake, real) => {
      const reals = realOf('dualContrastive', real);
      return generator === 'negated' ? tf.tidy(() => tf.neg(leads(reals, fake))) : leads(fake, reals);
    },
  };
}
