import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

export interface EstimateTransitionOptions {
  /** The share of the images that are the surest of a class and are passed over as outliers, in [0, 1). Default 0; the authors' code has 0 or 0.03. */
  readonly outliers?: number;
}

/**
 * The transition matrix of label noise that nobody knows, from what a classifier says that was trained on the noisy labels: T[i, j] =
 * p(noisy label j | xᵢ), where xᵢ is the image of which p(noisy label i | x) is the highest, hence most surely of class i.
 *
 * Right where every class has such an image, the noise depends on the class alone, keeps each class its own most frequent label, and
 * the classifier tells the chances of labels rather than the labels that it has seen: train it briefly. `outliers` passes over as many of the
 * surest images of each class. Shapes: chances `[N, K]`, rows that sum to 1, N images of any classes → `[K, K]`, rows that sum to 1. No gradient. The
 * caller disposes.
 *
 * @throws GanError where the chances are no matrix, or a share is out of range or leaves no image.
 * @see Patrini et al. 2017, "Making Deep Neural Networks Robust to Label Noise: a Loss Correction Approach", https://arxiv.org/abs/1609.03683
 * @see https://github.com/giorgiop/loss-correction, models.py (NoiseEstimator)
 * @example estimateTransition(tf.tensor2d([[0.75, 0.25], [0.5, 0.5], [0, 1]])); // [0.75, 0.25, 0, 1]
 */
export function estimateTransition(chances: Tensor2D, { outliers = 0 }: EstimateTransitionOptions = {}): Tensor2D {
  check(chances.rank === 2 && chances.size > 0, () => {
    return `estimateTransition: chances must be [N, K], of each image and label. Got ${shapeOf(chances)}.`;
  });
  const passedOver = Math.round(outliers * chances.shape[0]);
  check(outliers >= 0 && outliers < 1 && passedOver < chances.shape[0], () => {
    return `estimateTransition: outliers must be a share in [0, 1) that leaves an image. Got ${outliers} of ${chances.shape[0]} images.`;
  });
  return tf.tidy(() => {
    const { indices } = tf.topk<Tensor2D>(tf.transpose(chances), passedOver + 1);
    const surest = tf.reshape(tf.slice(indices, [0, passedOver], [-1, 1]), [-1]);
    const rows: Tensor2D = tf.gather(chances, tf.cast(surest, 'int32'));
    return tf.div<Tensor2D>(rows, tf.sum(rows, 1, true));
  });
}
