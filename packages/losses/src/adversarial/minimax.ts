import * as tf from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { crossEntropy } from './crossEntropy';

/**
 * The original GAN's loss, on logits r = D(x) and f = D(G(z)): L_D = mean softplus(-r) + mean softplus(f), L_G = -mean softplus(f).
 *
 * The generator's gradient vanishes where D is sure of its fakes; `nonSaturating` is what the paper itself trains with.
 * Shapes: logits of any shape → scalars. Differentiable to any order. The caller disposes.
 *
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", eq. 1, https://arxiv.org/abs/1406.2661
 * @example const loss = minimax();
 */
export const minimax = (): AdversarialLoss => ({
  discriminator: (real, fake) => tf.tidy(() => tf.add(crossEntropy(real, 1), crossEntropy(fake, 0))),
  generator: (fake) => tf.tidy(() => tf.neg(crossEntropy(fake, 0))),
});
