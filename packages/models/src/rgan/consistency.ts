import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, type CriticPenalty, type Network } from '@ganblocks/core';
import { consistency } from '@ganblocks/losses';
import type { Owned } from '../adversarial/owned';
import type { Heads } from '../adversarial/heads';

export interface ConsistencyWeights {
  /** Of the logits. */
  readonly consistencyWeight: number;
  /** As a part of that: of the features. */
  readonly featureWeight: number;
}

/**
 * CT-GAN's consistency: a discriminator with dropout is asked twice of the same reals, and its answers should be alike,
 * λ (mean (D(x) - D'(x))² + w mean (h(x) - h'(x))²), with h the head `features`.
 *
 * The penalty asks the discriminator that is returned beside it, which notes the features of each logits that it gives.
 *
 * @see Wei et al. 2018, "Improving the Improved Training of Wasserstein GANs: A Consistency Term and Its Dual Effect", https://arxiv.org/abs/1803.01541
 */
export function consistentWith<In>(
  discriminator: Owned<Network<In, Heads>>,
  { consistencyWeight, featureWeight }: ConsistencyWeights,
): { readonly discriminator: Owned<Network<In, Heads>>; readonly penalty: CriticPenalty } {
  const noted = new WeakMap<Tensor, Tensor>();
  const featuresOf = (logits: Tensor): Tensor => {
    const features = noted.get(logits);
    check(features !== undefined, () => 'rgan: the consistency term must be of logits as the discriminator gave them. Got others.');
    return features;
  };
  const noting: Owned<Network<In, Heads>> = {
    ...discriminator,
    apply(inputs, call) {
      const heads = discriminator.apply(inputs, call);
      noted.set(heads.logits, heads['features']!);
      return heads;
    },
  };
  const term: CriticPenalty['term'] = ({ critic, real }) =>
    tf.tidy(() => {
      const [once, again] = [critic(real), critic(tf.clone(real))];
      const ofLogits = consistency({ real: [once, again] }, { realWeight: consistencyWeight });
      const ofFeatures = consistency({ real: [featuresOf(once), featuresOf(again)] }, { realWeight: consistencyWeight * featureWeight });
      return tf.add(ofLogits, ofFeatures);
    });
  return { discriminator: noting, penalty: { name: 'consistency', every: 1, at: 'real', term } };
}
