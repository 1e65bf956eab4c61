import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { checkAlike } from '../checks/checkAlike';
import { checkWeights } from '../checks/checkWeights';

/** mean (a - b)², gradients into both. */
const distance = (where: string, what: string, a: Tensor, b: Tensor): Scalar => {
  checkAlike(where, what, a, b, ' with and without the change');
  return tf.mean<Scalar>(tf.squaredDifference(a, b));
};

/** A pair of what should be alike: as it is, and changed. */
export type ConsistentPair = readonly [plain: Tensor, changed: Tensor];

export interface ConsistencyTerms {
  /** Logits of reals, and of the same reals augmented: CR. */
  readonly real?: ConsistentPair;
  /** Logits of fakes, and of the same fakes augmented; with `real` this is bCR. */
  readonly fake?: ConsistentPair;
  /** Logits of G(z) and of G(z + δ): zCR's part for the critic. */
  readonly latent?: ConsistentPair;
}

export interface ConsistencyOptions {
  /** Default 10. */
  readonly realWeight?: number;
  /** Default 10. */
  readonly fakeWeight?: number;
  /** Default 5. */
  readonly latentWeight?: number;
}

/**
 * Consistency regularization of a critic: weight · mean (D(x) - D(T(x)))² for each pair that is given, summed. `real` alone is CR, `real`
 * and `fake` bCR, `latent` zCR, all three ICR. The caller makes the augmented images and the disturbed latents.
 *
 * Shapes: logits of any shape, the pairs' alike → scalar. Gradients flow into both sides. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where a pair's shapes differ, a weight is out of range, or no pair is given.
 * @see Zhang et al. 2020, "Consistency Regularization for Generative Adversarial Networks", https://arxiv.org/abs/1910.12027
 * @see Zhao et al. 2021, "Improved Consistency Regularization for GANs", https://arxiv.org/abs/2002.04724
 * @example consistency({ real: [tf.tensor1d([1, 2]), tf.tensor1d([1, 4])] }); // 20
 */
export function consistency(
  { real, fake, latent }: ConsistencyTerms,
  { realWeight = 10, fakeWeight = 10, latentWeight = 5 }: ConsistencyOptions = {},
): Scalar {
  checkWeights('consistency', { realWeight, fakeWeight, latentWeight });
  return tf.tidy(() => {
    const terms = [
      real && tf.mul<Scalar>(distance('consistency', 'real', ...real), realWeight),
      fake && tf.mul<Scalar>(distance('consistency', 'fake', ...fake), fakeWeight),
      latent && tf.mul<Scalar>(distance('consistency', 'latent', ...latent), latentWeight),
    ].filter((term) => term !== undefined);
    check(terms.length > 0, () => 'consistency: at least one of real, fake and latent must be given. Got none.');
    return tf.addN(terms);
  });
}

/**
 * The generator's part of zCR: -weight · mean (G(z) - G(z + δ))², which rewards images that change with their latents.
 *
 * Shapes: two batches of one shape → scalar. Differentiable to any order. The caller disposes.
 *
 * @param options Its `weight`: default 0.5.
 * @throws GanError where the shapes differ or the weight is out of range.
 * @see Zhao et al. 2021, "Improved Consistency Regularization for GANs", https://arxiv.org/abs/2002.04724
 * @example latentDiversity(tf.tensor1d([0, 0]), tf.tensor1d([2, 0])); // -1
 */
export function latentDiversity(images: Tensor, disturbed: Tensor, { weight = 0.5 }: { readonly weight?: number } = {}): Scalar {
  checkWeights('latentDiversity', { weight });
  return tf.tidy(() => tf.mul(distance('latentDiversity', 'images', images, disturbed), -weight));
}
