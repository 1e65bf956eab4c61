import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { classCrossEntropy, fakeClass, meanFeatureMatching, semiSupervised } from '@ganblocks/losses';
import type { SganConfig } from './config';

/** What the classifier says of images. */
export interface Judged {
  readonly logits: Tensor2D;
  readonly features: Tensor2D;
}

export interface SganLosses {
  labelled(judged: Judged, labels: Tensor1D): Scalar;
  /** Reals against fakes, weighed. */
  unlabelled(real: Judged, fake: Judged): Scalar;
  /** Of the generator; `real` where it matches features. */
  generator(fake: Judged, real?: Judged): Scalar;
}

/**
 * The terms of a form. With K logits: `semiSupervised`. With K + 1: labelled reals by their class, fakes by theirs, and unlabelled reals by being
 * none of the fakes, -log Σ_{j<K} p(j).
 */
export function sganLosses(settings: Pick<SganConfig, 'form' | 'generatorLoss' | 'featureDistance' | 'unlabelledWeight'>): SganLosses {
  const { form, generatorLoss, featureDistance: distance, unlabelledWeight } = settings;
  const byLogits = semiSupervised();
  const [minimax, nonSaturating] = [fakeClass({ generator: 'minimax' }), fakeClass({ generator: 'nonSaturating' })];
  const unweighed = (real: Tensor2D, fake: Tensor2D): Scalar =>
    form === 'classLogits' ? byLogits.unsupervised(real, fake) : tf.sub(nonSaturating.generator(real), minimax.generator(fake));
  return {
    labelled: ({ logits }, labels) => classCrossEntropy(logits, labels),
    unlabelled: (real, fake) => tf.tidy(() => tf.mul(unweighed(real.logits, fake.logits), unlabelledWeight)),
    generator(fake, real) {
      if (generatorLoss === 'featureMatching') return meanFeatureMatching(fake.features, real!.features, { distance, average: true });
      return (generatorLoss === 'minimax' ? minimax : nonSaturating).generator(fake.logits);
    },
  };
}
