import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';

/**
 * The hinge loss, on logits r = D(x) and f = D(G(z)): L_D = mean relu(1 - r) + mean relu(1 + f), L_G = -mean f.
 *
 * Shapes: logits of any shape → scalars. Differentiable to any order. The caller disposes.
 *
 * @see Lim & Ye 2017, "Geometric GAN", https://arxiv.org/abs/1705.02894
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", eq. 16-17, https://arxiv.org/abs/1802.05957
 * @example const loss = hinge();
 */
export const hinge = (): AdversarialLoss => ({
  discriminator: (real, fake) =>
    tf.tidy(() => tf.add(tf.mean<Scalar>(tf.relu(tf.sub(1, real))), tf.mean<Scalar>(tf.relu(tf.add(1, fake))))),
  generator: (fake) => tf.tidy(() => tf.neg(tf.mean<Scalar>(fake))),
});
