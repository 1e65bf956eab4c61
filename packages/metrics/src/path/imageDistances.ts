import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** How far images are apart, pair by pair: two batches `[N, H, W, C]` in [-1, 1] to `[N]`. The caller disposes. */
export type ImageDistance = (a: Tensor4D, b: Tensor4D) => Tensor1D;

/**
 * The mean of the squared difference over pixels and channels: a distance that needs no network.
 *
 * @example meanSquaredDistance(tf.ones([2, 4, 4, 3]), tf.zeros([2, 4, 4, 3])); // [1, 1]
 */
export const meanSquaredDistance: ImageDistance = (a, b) => tf.tidy(() => tf.mean<Tensor1D>(tf.squaredDifference(a, b), [1, 2, 3]));

export interface PerceptualDistanceOptions {
  /** Feature maps `[N, h, w, c]` of images, a list of layers: an extractor's `layers`. */
  readonly layers: (images: Tensor4D) => readonly Tensor4D[];
  /** A weight from 0 for each channel of each layer, `[c]`, as LPIPS learns them. Default: 1 everywhere. */
  readonly weights?: readonly (readonly number[])[];
}

/**
 * A perceptual distance over the layers of a network, in the form of LPIPS: the channels of each feature map scaled to length 1 at each position, the
 * squared difference weighted and summed over channels, averaged over positions, summed over layers.
 *
 * @throws GanError by the distance, where weights do not fit the layers.
 * @see Zhang et al. 2018, The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, equation 1, https://arxiv.org/abs/1801.03924
 */
export function perceptualDistance({ layers, weights }: PerceptualDistanceOptions): ImageDistance {
  return (a, b) =>
    tf.tidy(() => {
      const [first, second] = [layers(a), layers(b)];
      check(
        weights === undefined || (weights.length === first.length && weights.every((list, i) => list.length === first[i]!.shape[3])),
        () =>
          `perceptualDistance: weights must fit layers of ${first.map((map) => map.shape[3]).join(', ')} channels. Got ${weights!.map((list) => list.length).join(', ')}.`,
      );
      const parts = first.map((map, i) => {
        const squares = tf.squaredDifference(unitChannels(map), unitChannels(second[i]!));
        const weighted = weights ? tf.mul(squares, tf.tensor1d([...weights[i]!])) : squares;
        return tf.mean<Tensor1D>(tf.sum(weighted, 3), [1, 2]);
      });
      return tf.addN(parts);
    });
}

const unitChannels = (map: Tensor4D): Tensor4D => tf.div(map, tf.add(tf.sqrt(tf.sum(tf.square(map), 3, true)), 1e-10));
