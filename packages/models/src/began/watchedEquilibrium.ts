import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { assignNamed } from '@ganblocks/core';
import { equilibrium, type Equilibrium, type EquilibriumOptions } from '@ganblocks/losses';

/** BEGAN's loss, with the convergence measure of its last update. */
export interface WatchedEquilibrium extends Equilibrium {
  readonly k: Variable;
  /** M of the last update; of a batch in parts, their mean. */
  readonly measure: Variable;
}

/**
 * `equilibrium` on the negatives of energies, which the discriminator gives. Its `update` also measures convergence, from the same step, on the device.
 */
export function watchedEquilibrium(options: EquilibriumOptions): WatchedEquilibrium {
  const loss = equilibrium(options);
  const { k } = loss.tensors() as { k: Variable };
  const measure = tf.tidy(() => tf.variable(tf.scalar(0), false));
  const kept = { k, measure };
  const convergence = (real: Tensor, fake: Tensor): Scalar => tf.tidy(() => loss.convergence(tf.neg(real), tf.neg(fake)));
  return {
    ...loss,
    ...kept,
    discriminator: (real, fake) => tf.tidy(() => loss.discriminator(tf.neg(real), tf.neg(fake))),
    generator: (fake) => tf.tidy(() => loss.generator(tf.neg(fake))),
    convergence,
    update(real, fake) {
      tf.tidy(() => {
        measure.assign(convergence(real, fake));
        loss.update(tf.neg(real), tf.neg(fake));
      });
    },
    tensors: () => kept,
    restore: (tensors) => assignNamed(new Map(Object.entries(kept)), tensors, { where: 'began: restoring' }),
    dispose() {
      loss.dispose();
      measure.dispose();
    },
  };
}

/** A copy that outlives what it is of; whoever reads it disposes it. */
export const reported = (value: Variable): Scalar => tf.keep(tf.tidy(() => tf.mul<Scalar>(value as tf.Tensor as Scalar, 1)));
