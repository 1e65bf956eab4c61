import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { checkAlike } from '../checks/checkAlike';
import { realOf } from './realOf';

/**
 * The relativistic loss on pairs: each real should score above its fake, L_D = mean softplus(f - r), L_G = mean softplus(r - f).
 *
 * R3GAN's loss, together with `r1` and `r2` of one γ. The generator's term needs the reals. Shapes: logits of any shape, reals and fakes
 * alike → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where reals and fakes differ in shape; from `generator` without reals.
 * @see Jolicoeur-Martineau 2018, "The relativistic discriminator: a key element missing from standard GAN", https://arxiv.org/abs/1807.00734
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN! A Modern GAN Baseline", https://arxiv.org/abs/2501.05441
 * @example const loss = relativisticPairing();
 */
export function relativisticPairing(): AdversarialLoss {
  const leads = (winner: Tensor, loser: Tensor): Scalar => {
    checkAlike('relativisticPairing', 'reals and fakes', winner, loser, ', since it compares them in pairs');
    return tf.tidy(() => tf.mean<Scalar>(tf.softplus(tf.sub(loser, winner))));
  };
  return {
    needsReal: true,
    discriminator: leads,
    generator: (fake, real) => leads(fake, realOf('relativisticPairing', real)),
  };
}
