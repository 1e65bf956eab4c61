import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check, stopGradient } from '@ganblocks/core';
import { checkAlike } from './distances';

/** What a perceptual distance looks at: feature maps `[N, h, w, C]` of images, from the first layer on. VGG, AlexNet, or your own. */
export type FeatureExtractor = (images: Tensor4D) => readonly Tensor4D[];

function checkLayers(where: string, a: readonly Tensor[], b: readonly Tensor[], weights: number): void {
  check(a.length === b.length && a.length === weights && a.length > 0, () => {
    return `${where}: both must have as many feature maps as there are weights, at least one. Got ${a.length} and ${b.length}, ${weights} weights.`;
  });
  a.forEach((x, i) => checkAlike(`${where}: feature map ${i + 1}`, x, b[i]!));
}

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
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", section 3.5, https://arxiv.org/abs/1711.11585; the weights: its code
 * @example perceptualDistance([tf.ones([1, 1, 1, 2])], [tf.zeros([1, 1, 1, 2])], { weights: [0.5] }); // 0.5
 */
export function perceptualDistance(
  fake: readonly Tensor[],
  real: readonly Tensor[],
  { weights = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1] }: PerceptualOptions = {},
): Scalar {
  checkLayers('perceptualDistance', fake, real, weights.length);
  return tf.tidy(() =>
    tf.addN(fake.map((x, i) => tf.mul<Scalar>(tf.mean<Scalar>(tf.abs(tf.sub(x, stopGradient(real[i]!)))), weights[i]!))),
  );
}

/**
 * The perceptual loss as a function of images, by an extractor: `perceptualDistance(extract(fake), extract(real))`.
 *
 * @example const loss = perceptual(vggFeatures);
 */
export const perceptual =
  (extract: FeatureExtractor, options: PerceptualOptions = {}): ((fake: Tensor4D, real: Tensor4D) => Scalar) =>
  (fake, real) =>
    tf.tidy(() => perceptualDistance(extract(fake), extract(real), options));

/** Each place's features divided by their length over channels, to which 1e-10 is added. */
const unit = (x: Tensor4D): Tensor4D => tf.div(x, tf.add(tf.sqrt(tf.maximum(tf.sum(tf.square(x), 3, true), 1e-30)), 1e-10));

export interface LpipsDistance {
  /** `[N]` */
  readonly distance: Tensor1D;
  /** `[N]` of each feature map; their sum is the distance. */
  readonly layers: readonly Tensor1D[];
}

/**
 * The learned perceptual distance (LPIPS) on feature maps: Σ over maps of the mean over places of Σ_c w_c (f̂ - ĝ)²_c, with f̂ and ĝ the
 * features of each place at length 1 over channels.
 *
 * Shapes: lists of maps `[N, h, w, C]` alike, weights `[C]` of each map, not negative → `[N]`. Differentiable to any order away from places
 * whose features are all 0. The caller disposes all.
 *
 * @throws GanError where maps and weights do not fit.
 * @see Zhang et al. 2018, "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", eq. 1, https://arxiv.org/abs/1801.03924
 * @example const { distance } = lpipsDistance(featuresOf(a), featuresOf(b), weights);
 */
export function lpipsDistance(a: readonly Tensor4D[], b: readonly Tensor4D[], weights: readonly Tensor1D[]): LpipsDistance {
  checkLayers('lpipsDistance', a, b, weights.length);
  return tf.tidy(() => {
    const layers = a.map((x, i): Tensor1D => {
      const squares = tf.squaredDifference(unit(x), unit(b[i]!));
      return tf.mean(tf.sum(tf.mul(squares, weights[i]!), 3), [1, 2]);
    });
    return { distance: tf.addN(layers), layers };
  });
}
