import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import { check } from '../errors/index';

/**
 * Weight clipping: w ← min(max(w, -limit), limit), in place, for all that is trainable of a network or for the given variables.
 *
 * WGAN's way to bound the critic's slope: after each of its updates, with limit 0.01. Statistics stay as they are. Nothing is read back from the
 * backend, and no tensor is left over.
 *
 * @throws GanError if the limit is no finite number above 0, or a variable is disposed or not float32; before anything changes.
 * @see Arjovsky et al. 2017, "Wasserstein GAN", Algorithm 1, https://arxiv.org/abs/1701.07875
 * @example clipWeights(discriminator, 0.01);
 */
export function clipWeights(target: Pick<Network<never, unknown>, 'trainable'> | readonly tf.Variable[], limit: number): void {
  const variables = 'trainable' in target ? target.trainable : target;
  check(Number.isFinite(limit) && limit > 0, () => `clipWeights: limit must be a finite number above 0. Got ${limit}. WGAN uses 0.01.`);
  for (const { name, dtype, isDisposed } of variables) {
    check(dtype === 'float32', () => `clipWeights: variables must be float32. Got ${dtype} for '${name}'.`);
    check(!isDisposed, () => `clipWeights: the variable '${name}' was disposed. Pass the network that replaced it.`);
  }
  for (const variable of variables) tf.tidy(() => variable.assign(tf.clipByValue(variable, -limit, limit)));
}
