import * as tf from '@tensorflow/tfjs-core';
import { type AdversarialLoss, check } from '@ganblocks/core';
import { crossEntropy } from './crossEntropy';

export interface NonSaturatingOptions {
  /** What the discriminator should say of real images, in (0.5, 1]. Below 1: one-sided label smoothing. Default 1. */
  readonly realLabel?: number;
  /** What it should say of fakes, in [0, 0.5). Above 0 smooths that side too, which the literature advises against. Default 0. */
  readonly fakeLabel?: number;
  /** The share of the discriminator's labels that are exchanged, in [0, 0.5). Default 0. */
  readonly flipRate?: number;
}

/**
 * The non-saturating loss, on logits r = D(x) and f = D(G(z)):
 * L_D = mean softplus(-r) + mean softplus(f), L_G = mean softplus(-f).
 *
 * With a label l < 1 a term is mean(l softplus(-x) + (1 - l) softplus(x)). Flipped labels enter by their expectation, which costs no
 * draw: cross-entropy is linear in the label, so that a rate p makes it (1 - p) realLabel + p fakeLabel, and the other way round.
 * Shapes: logits of any shape, of reals and fakes each its own → scalars. The expected value where D knows nothing (all logits 0) is
 * L_D = 2 ln 2, L_G = ln 2. Differentiable to any order. The caller disposes (or an enclosing `tf.tidy`).
 *
 * @throws GanError where a label or the rate is out of range.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", section 3, https://arxiv.org/abs/1406.2661
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.4 (label smoothing), https://arxiv.org/abs/1606.03498
 * @example const { discriminator, generator } = nonSaturating({ realLabel: 0.9 });
 */
export function nonSaturating({ realLabel = 1, fakeLabel = 0, flipRate = 0 }: NonSaturatingOptions = {}): AdversarialLoss {
  const valid = realLabel > 0.5 && realLabel <= 1;
  check(valid, () => `nonSaturating: realLabel must lie in (0.5, 1]. Got ${realLabel}. Use 1, or 0.9 for one-sided label smoothing.`);
  check(fakeLabel >= 0 && fakeLabel < 0.5, () => `nonSaturating: fakeLabel must lie in [0, 0.5). Got ${fakeLabel}.`);
  check(flipRate >= 0 && flipRate < 0.5, () => `nonSaturating: flipRate must lie in [0, 0.5). Got ${flipRate}.`);
  const ofReals = (1 - flipRate) * realLabel + flipRate * fakeLabel;
  const ofFakes = (1 - flipRate) * fakeLabel + flipRate * realLabel;
  return {
    discriminator: (real, fake) => tf.tidy(() => tf.add(crossEntropy(real, ofReals), crossEntropy(fake, ofFakes))),
    generator: (fake) => tf.tidy(() => crossEntropy(fake, 1)),
  };
}
