import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';

/**
 * The Wasserstein loss, on a critic's scores r = D(x) and f = D(G(z)): L_D = mean f - mean r, L_G = -mean f.
 *
 * It needs a critic of bounded slope: `clipWeights` after each step (WGAN), `gradientPenalty` (WGAN-GP), or spectral normalization.
 * -L_D estimates the distance of the distributions and falls as training succeeds. Shapes: scores of any shape → scalars. Differentiable
 * to any order. The caller disposes.
 *
 * @see Arjovsky et al. 2017, "Wasserstein GAN", algorithm 1, https://arxiv.org/abs/1701.07875
 * @example const loss = wasserstein();
 */
export const wasserstein = (): AdversarialLoss => ({
  discriminator: (real, fake) => tf.tidy(() => tf.sub(tf.mean<Scalar>(fake), tf.mean<Scalar>(real))),
  generator: (fake) => tf.tidy(() => tf.neg(tf.mean<Scalar>(fake))),
});
