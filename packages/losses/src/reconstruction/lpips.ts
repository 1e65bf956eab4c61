import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';
import { checkFeatureMaps } from './checkFeatureMaps';
import type { FeatureExtractor } from './perceptual';

/** Each place's features divided by their length over channels, to which epsilon is added. */
const unit = (x: Tensor4D, epsilon: number): Tensor4D =>
  tf.div(x, tf.add(tf.sqrt(tf.maximum(tf.sum(tf.square(x), 3, true), 1e-30)), epsilon));

export interface LpipsOptions {
  /** Added to the length that features are divided by. Default 1e-10. */
  readonly epsilon?: number;
}

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
 * @throws GanError where maps and weights do not fit, or epsilon is out of range.
 * @see Zhang et al. 2018, "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", eq. 1, https://arxiv.org/abs/1801.03924
 * @example
 * const [a, b] = [tf.tensor4d([3, 4], [1, 1, 1, 2]), tf.tensor4d([4, 3], [1, 1, 1, 2])];
 * lpipsDistance([a], [b], [tf.tensor1d([1, 2])]).distance; // 0.12
 */
export function lpipsDistance(
  a: readonly Tensor4D[],
  b: readonly Tensor4D[],
  weights: readonly Tensor1D[],
  { epsilon = 1e-10 }: LpipsOptions = {},
): LpipsDistance {
  check(epsilon > 0 && Number.isFinite(epsilon), () => `lpipsDistance: epsilon must be a finite number above 0. Got ${epsilon}.`);
  checkFeatureMaps('lpipsDistance', a, b, weights.length);
  weights.forEach((weight, i) => {
    const channels = a[i]?.shape[3];
    check(weight.rank === 1 && weight.size === channels, () => {
      return `lpipsDistance: weights ${i + 1} must be [${channels}], one a channel. Got ${shapeOf(weight)}.`;
    });
  });
  return tf.tidy(() => {
    const layers = a.map((x, i): Tensor1D => {
      const squares = tf.squaredDifference(unit(x, epsilon), unit(b[i]!, epsilon));
      return tf.mean(tf.sum(tf.mul(squares, weights[i]!), 3), [1, 2]);
    });
    return { distance: tf.addN(layers), layers };
  });
}

/**
 * LPIPS as a function of images, by an extractor and its learned weights: `lpipsDistance(extract(a), extract(b), weights).distance`.
 *
 * Shapes: two batches of images `[N, H, W, C]` in the extractor's own range → `[N]`; its mean is a loss. Differentiable to the order that the
 * extractor is. The caller disposes the result, and owns the weights.
 *
 * @throws GanError where maps and weights do not fit.
 * @example
 * const distance = lpips((x) => [x], [tf.tensor1d([1, 2])]);
 * distance(tf.tensor4d([3, 4], [1, 1, 1, 2]), tf.tensor4d([4, 3], [1, 1, 1, 2])); // [0.12]
 */
export const lpips =
  (extract: FeatureExtractor, weights: readonly Tensor1D[], options: LpipsOptions = {}): ((a: Tensor4D, b: Tensor4D) => Tensor1D) =>
  (a, b) =>
    tf.tidy(() => lpipsDistance(extract(a), extract(b), weights, options).distance);
