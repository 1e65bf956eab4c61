import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { type AdversarialLoss, check, type Stateful } from '@ganblocks/core';
import { checkPositive } from '../checks/checkPositive';
import { restoreScalars } from '../state/restoreScalars';

export interface EquilibriumOptions {
  /** γ, the energy of fakes over that of reals at equilibrium: lower is less diverse and better to look at. Default 0.5. */
  readonly diversity?: number;
  /** λ, how fast k follows. Default 0.001. */
  readonly rate?: number;
  /** k at the start. Default 0. */
  readonly start?: number;
}

export interface Equilibrium extends AdversarialLoss, Stateful {
  /** Moves k by the energies of this step, after the discriminator's update. Nothing is read from the device. */
  update(real: Tensor, fake: Tensor): void;
  /** The convergence measure M = E(x) + |γ E(x) - E(G(z))|; the lower, the better. The caller disposes. */
  convergence(real: Tensor, fake: Tensor): Scalar;
  dispose(): void;
}

/**
 * BEGAN's loss with its equilibrium, on energies E such as `reconstructionEnergy(…, { distance: 'absolute' })`:
 * L_D = E(x) - k E(G(z)), L_G = E(G(z)), k ← clip(k + λ (γ E(x) - E(G(z))), 0, 1).
 *
 * k is the state, and a constant to every derivative. Shapes: energies of any shape, of which the mean is taken → scalars. The caller
 * disposes the results and, at last, the state.
 *
 * @throws GanError where an option is out of range.
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", section 3.3-3.4, https://arxiv.org/abs/1703.10717
 * @example const loss = equilibrium({ diversity: 0.5 });
 */
export function equilibrium({ diversity = 0.5, rate = 0.001, start = 0 }: EquilibriumOptions = {}): Equilibrium {
  check(diversity > 0 && diversity <= 1, () => `equilibrium: diversity must lie in (0, 1]. Got ${diversity}.`);
  checkPositive('equilibrium', { rate });
  check(start >= 0 && start <= 1, () => `equilibrium: start must lie in [0, 1]. Got ${start}.`);
  const k = tf.tidy(() => tf.variable(tf.scalar(start), false));
  const balance = (real: Tensor, fake: Tensor): Scalar => tf.sub(tf.mul(tf.mean<Scalar>(real), diversity), tf.mean<Scalar>(fake));

  return {
    discriminator: (real, fake) => tf.tidy(() => tf.sub(tf.mean<Scalar>(real), tf.mul(tf.mean<Scalar>(fake), k))),
    generator: (fake) => tf.tidy(() => tf.mean<Scalar>(fake)),
    update: (real, fake) => tf.tidy(() => k.assign(tf.clipByValue<Scalar>(tf.add<Scalar>(k, tf.mul(balance(real, fake), rate)), 0, 1))),
    convergence: (real, fake) => tf.tidy(() => tf.add(tf.mean<Scalar>(real), tf.abs(balance(real, fake)))),
    tensors: () => ({ k }),
    toJson: () => ({}),
    restore: (tensors) => restoreScalars('equilibrium', { k }, tensors),
    dispose: () => k.dispose(),
  };
}
