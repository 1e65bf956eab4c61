import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { type AdversarialLoss, check } from '@ganblocks/core';

export interface NonSaturatingOptions {
  /** What the discriminator should say of real images, in (0.5, 1]. Below 1: one-sided label smoothing. Default 1. */
  readonly realLabel?: number;
}

/** Mean cross-entropy of logits with a constant label: softplus(-x) + (1 - label) x, which overflows for no logit. */
function crossEntropy(logits: Tensor, label: number): Scalar {
  const ones = tf.softplus(tf.neg(logits));
  return tf.mean<Scalar>(label === 1 ? ones : tf.add(ones, tf.mul(logits, 1 - label)));
}

/**
 * The non-saturating loss, on logits r = D(x) and f = D(G(z)):
 * L_D = mean softplus(-r) + mean softplus(f), L_G = mean softplus(-f).
 *
 * With a real label l < 1 the first term is mean(l softplus(-r) + (1 - l) softplus(r)); fakes keep the label 0.
 * Shapes: logits of any shape, of reals and fakes each its own → scalars. The expected value where D knows nothing (all logits 0) is
 * L_D = 2 ln 2, L_G = ln 2. Differentiable to any order. The caller disposes (or an enclosing `tf.tidy`).
 *
 * @throws GanError unless the label lies in (0.5, 1].
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", section 3, https://arxiv.org/abs/1406.2661
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.4 (label smoothing), https://arxiv.org/abs/1606.03498
 * @example const { discriminator, generator } = nonSaturating({ realLabel: 0.9 });
 */
export function nonSaturating({ realLabel = 1 }: NonSaturatingOptions = {}): AdversarialLoss {
  const valid = realLabel > 0.5 && realLabel <= 1;
  check(valid, () => `nonSaturating: realLabel must lie in (0.5, 1]. Got ${realLabel}. Use 1, or 0.9 for one-sided label smoothing.`);
  return {
    discriminator: (real, fake) => tf.tidy(() => tf.add(crossEntropy(real, realLabel), tf.mean<Scalar>(tf.softplus(fake)))),
    generator: (fake) => tf.tidy(() => crossEntropy(fake, 1)),
  };
}
