import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { check, stopGradient } from '@ganblocks/core';
import { checkChoice } from '../checks/checkChoice';
import { checkWeights } from '../checks/checkWeights';
import { shapeOf } from '../checks/shapeOf';

/** Feature maps of each discriminator, layer by layer. */
export type Features = readonly (readonly Tensor[])[];

export interface FeatureMatchingOptions {
  /** On the mean over discriminators. Default 10. */
  readonly weight?: number;
  /** On each layer: pix2pixHD's code has 4 / (layers + 1) of a discriminator of so many layers. Default 1. */
  readonly layerWeight?: number;
}

/**
 * pix2pixHD's feature matching: weight / discriminators · layerWeight · Σ over discriminators and layers of mean |f(fake) - f(real)|. The
 * reals' features are constants.
 *
 * Shapes: lists of lists of tensors, fakes' and reals' alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where lists or shapes differ, or a weight is out of range.
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", eq. 4, https://arxiv.org/abs/1711.11585
 * @example featureMatching([[tf.tensor1d([1, 3])]], [[tf.tensor1d([1, 1])]]); // 10
 */
export function featureMatching(fake: Features, real: Features, { weight = 10, layerWeight = 1 }: FeatureMatchingOptions = {}): Scalar {
  checkWeights('featureMatching', { weight, layerWeight });
  const shapes = (features: Features): string => features.map((layers) => layers.map(shapeOf).join(' ')).join('; ');
  check(shapes(fake) === shapes(real) && fake.flat().length > 0, () => {
    return `featureMatching: fakes and reals must have the same features, at least one. Got ${shapes(fake) || 'none'} and ${shapes(real) || 'none'}.`;
  });
  return tf.tidy(() => {
    const distances = fake.flatMap((layers, d) => layers.map((x, l) => tf.mean<Scalar>(tf.abs(tf.sub(x, stopGradient(real[d]![l]!))))));
    return tf.mul(tf.addN(distances), (weight * layerWeight) / fake.length);
  });
}

export interface MeanFeatureMatchingOptions {
  /** 'square' sums the squared differences, 'absolute' the absolute ones. Default 'square'. */
  readonly distance?: 'square' | 'absolute';
  /** Whether the sum over features becomes their mean, as in the released code. Default false. */
  readonly average?: boolean;
}

/**
 * Feature matching of batch means: |mean f(real) - mean f(fake)|², for the generator. The reals' features are constants.
 *
 * Shapes: features `[N, …]`, of reals and fakes → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the features' shapes differ beyond the batch.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.1, https://arxiv.org/abs/1606.03498
 * @example meanFeatureMatching(tf.tensor2d([[1], [3]]), tf.tensor2d([[4]])); // 4
 */
export function meanFeatureMatching(
  fake: Tensor,
  real: Tensor,
  { distance = 'square', average = false }: MeanFeatureMatchingOptions = {},
): Scalar {
  checkChoice('meanFeatureMatching', 'distance', distance, ['square', 'absolute']);
  check(fake.shape.slice(1).join() === real.shape.slice(1).join(), () => {
    return `meanFeatureMatching: features must agree but for the batch. Got ${shapeOf(fake)} and ${shapeOf(real)}.`;
  });
  return tf.tidy(() => {
    const difference = tf.sub(tf.mean(fake, 0), tf.mean(stopGradient(real), 0));
    const distances = distance === 'square' ? tf.square(difference) : tf.abs(difference);
    return average ? tf.mean<Scalar>(distances) : tf.sum<Scalar>(distances);
  });
}
