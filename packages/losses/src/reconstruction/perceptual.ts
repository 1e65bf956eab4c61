import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { stopGradient } from '@ganblocks/core';
import { checkWeights } from '../checks/checkWeights';
import { checkFeatureMaps } from './checkFeatureMaps';

/** What a perceptual distance looks at: feature maps `[N, h, w, C]` of images, from the first layer on. VGG, AlexNet, or your own. */
export type FeatureExtractor = (images: Tensor4D) => readonly Tensor4D[];

export interface PerceptualOptions {
  /** One a feature map. Default pix2pixHD's for VGG-19: 1/32, 1/16, 1/8, 1/4, 1. */
  readonly weights?: readonly number[];
}

/**
 * The perceptual loss of pix2pixHD on feature maps: Σ weightᵢ · mean |f_i(fake) - f_i(real)|. The reals' features are constants.
 *
 * Shapes: lists of feature maps alike → scalar. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where maps and weights do not fit.
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", https://arxiv.org/abs/1711.11585
 * @see https://github.com/NVIDIA/pix2pixHD for the weights
 * @example perceptualDistance([tf.ones([1, 1, 1, 2])], [tf.zeros([1, 1, 1, 2])], { weights: [0.5] }); // 0.5
 */
export function perceptualDistance(
  fake: readonly Tensor[],
  real: readonly Tensor[],
  { weights = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1] }: PerceptualOptions = {},
): Scalar {
  checkFeatureMaps('perceptualDistance', fake, real, weights.length);
  weights.forEach((weight, i) => checkWeights('perceptualDistance', { [`weight ${i + 1}`]: weight }));
  return tf.tidy(() =>
    tf.addN(fake.map((x, i) => tf.mul<Scalar>(tf.mean<Scalar>(tf.abs(tf.sub(x, stopGradient(real[i]!)))), weights[i]!))),
  );
}

/**
 * The perceptual loss as a function of images, by an extractor: `perceptualDistance(extract(fake), extract(real))`.
 *
 * Shapes: two batches of images `[N, H, W, C]` in the extractor's own range → scalar. Differentiable to the order that the extractor is. The
 * caller disposes.
 *
 * @throws GanError where maps and weights do not fit.
 * @example
 * const halves = (x: Tensor4D) => [x, tf.avgPool(x, 2, 2, 'valid')];
 * const loss = perceptual(halves, { weights: [0.5, 1] });
 * loss(tf.ones([1, 4, 4, 3]), tf.zeros([1, 4, 4, 3])); // 1.5
 */
export const perceptual =
  (extract: FeatureExtractor, options: PerceptualOptions = {}): ((fake: Tensor4D, real: Tensor4D) => Scalar) =>
  (fake, real) =>
    tf.tidy(() => perceptualDistance(extract(fake), extract(real), options));
