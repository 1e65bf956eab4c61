import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../adversarial/crossEntropy';

/** Logits of the conditional head. `wrong`: real images with conditions of others. */
export interface ConditionalLogits {
  readonly real: Tensor;
  readonly wrong: Tensor;
  readonly fake: Tensor;
}

export interface MatchingAwareLoss {
  discriminator(conditional: ConditionalLogits, unconditional?: { readonly real: Tensor; readonly fake: Tensor }): Scalar;
  generator(conditional: Tensor, unconditional?: Tensor): Scalar;
}

/**
 * The matching-aware loss of text-to-image GANs: a real image with another's caption counts as a fake. With b₁ and b₀ the mean
 * cross-entropies of logits with 1 and 0: L_D = ½ (b₁(real) + b₁(real, c)) + ⅓ (b₀(fake) + b₀(fake, c) + b₀(real, c_wrong)); without an
 * unconditional head b₁(real, c) + ½ (b₀(fake, c) + b₀(real, c_wrong)). L_G = b₁(fake) + b₁(fake, c).
 *
 * Shapes: logits of any shape, each its own → scalars. Differentiable to any order. The caller disposes.
 *
 * @see Reed et al. 2016, "Generative Adversarial Text to Image Synthesis", section 4.2, https://arxiv.org/abs/1605.05396
 * @see Xu et al. 2018, "AttnGAN: Fine-Grained Text to Image Generation with Attentional Generative Adversarial Networks", section 3.1, https://arxiv.org/abs/1711.10485
 * @example const loss = matchingAware();
 */
export const matchingAware = (): MatchingAwareLoss => ({
  discriminator: ({ real, wrong, fake }, unconditional) =>
    tf.tidy(() => {
      const [matching, mismatched, made] = [crossEntropy(real, 1), crossEntropy(wrong, 0), crossEntropy(fake, 0)];
      if (!unconditional) return tf.add(matching, tf.mul(tf.add(made, mismatched), 0.5));
      const reals = tf.mul<Scalar>(tf.add(crossEntropy(unconditional.real, 1), matching), 1 / 2);
      return tf.add(reals, tf.mul(tf.addN([crossEntropy(unconditional.fake, 0), made, mismatched]), 1 / 3));
    }),
  generator: (conditional, unconditional) =>
    tf.tidy(() => (unconditional ? tf.add(crossEntropy(unconditional, 1), crossEntropy(conditional, 1)) : crossEntropy(conditional, 1))),
});
