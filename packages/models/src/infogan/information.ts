import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { categoricalInformation, gaussianInformation } from '@ganblocks/losses';
import type { GameTerm, JudgedFakes } from '../adversarial/gameTerm';
import { codesOf, posteriorOf } from './codes';
import type { InfoganConfig } from './config';

/** The same for both networks: a lower bound of the information is what they agree on. */
const ofFakes = (term: (fake: JudgedFakes) => Scalar): GameTerm => ({
  discriminator: (_, fake) => tf.tidy(() => term(fake)),
  generator: (fake) => tf.tidy(() => term(fake)),
});

/** What fakes were made of, and what Q says of it. */
function guessed(
  settings: InfoganConfig,
  { heads, latents }: JudgedFakes,
): ReturnType<typeof codesOf> & { said: ReturnType<typeof posteriorOf> } {
  const { codes } = heads;
  check(codes !== undefined, () => 'infogan: fakes must come with the head of the codes.');
  return { ...codesOf(settings, latents as Tensor2D), said: posteriorOf(settings, codes as Tensor2D) };
}

/**
 * InfoGAN's terms: -λ times the part of the lower bound of the information I(c; G(z, c)) that can be changed, E[log Q(c | x)], of fakes alone, for
 * each kind of codes. Several categorical codes are independent: their log likelihoods add up.
 *
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", equations 5 and 6, https://arxiv.org/abs/1606.03657
 */
export function informationTerms(settings: InfoganConfig): Readonly<Record<string, GameTerm>> {
  const { categories, continuous, fixedDeviation, categoricalWeight, continuousWeight } = settings;
  const categorical = ofFakes((fake) => {
    const { said, categories: codes } = guessed(settings, fake);
    const each = codes.map((code, i) => categoricalInformation(said.categories[i]!, tf.argMax(code, 1)));
    return tf.mul(tf.addN(each), categoricalWeight);
  });
  const gaussian = ofFakes((fake) => {
    const { said, continuous: code } = guessed(settings, fake);
    const { means, logVariances: logVariance } = said;
    return tf.mul(gaussianInformation(code, means, fixedDeviation ? {} : { logVariance }), continuousWeight);
  });
  return { ...(categories.length > 0 && { categorical }), ...(continuous > 0 && { continuous: gaussian }) };
}
