import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { checkPositive } from '../checks/checkPositive';

export interface EnergyMarginOptions {
  /** The energy from which a fake is bad enough. Default 10. */
  readonly margin?: number;
}

/**
 * EBGAN's loss, on energies E such as `reconstructionEnergy`: L_D = mean E(x) + mean relu(margin - E(G(z))), L_G = mean E(G(z)).
 *
 * Shapes: energies of any shape, `[N]` or one number for the batch → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless the margin is above 0.
 * @see Zhao et al. 2017, "Energy-based Generative Adversarial Networks", eq. 1-2, https://arxiv.org/abs/1609.03126
 * @example const loss = energyMargin({ margin: 10 });
 */
export function energyMargin({ margin = 10 }: EnergyMarginOptions = {}): AdversarialLoss {
  checkPositive('energyMargin', { margin });
  return {
    discriminator: (real, fake) => tf.tidy(() => tf.add(tf.mean<Scalar>(real), tf.mean<Scalar>(tf.relu(tf.sub(margin, fake))))),
    generator: (fake) => tf.tidy(() => tf.mean<Scalar>(fake)),
  };
}
