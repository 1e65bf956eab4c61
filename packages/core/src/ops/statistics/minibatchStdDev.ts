import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { groupDeviations, groupSizeOf } from './groupDeviations';
import type { GroupDeviationsOptions } from './groupDeviations';

/**
 * Minibatch standard deviation: appends to each image, as F constant channels, how much the samples of its group differ (`groupDeviations`),
 * so that a discriminator sees a generator that repeats itself: y = [x, s[n mod N/G]].
 *
 * Shapes: x `[N, H, W, C]` → `[N, H, W, C + F]`. Defaults: groups of 4, F = 1, ε 1e-8. It couples the samples of a group, in training and
 * in inference alike. Differentiable to any order. The caller disposes.
 *
 * The paper takes the whole batch as one group; groups, and a map for each share of the channels, are those of StyleGAN2's code.
 *
 * @throws GanError where the group size does not divide the batch, or `features` the channels.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 3, https://arxiv.org/abs/1710.10196
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", https://arxiv.org/abs/1912.04958
 * @example const y = minibatchStdDev(features, { groupSize: 8 }); // [8, 7, 7, 8] → [8, 7, 7, 9]
 */
export function minibatchStdDev(x: Tensor4D, options: GroupDeviationsOptions = {}): Tensor4D {
  const size = groupSizeOf('minibatchStdDev', x, options);
  const { features = 1 } = options;
  const [batch, height, width] = x.shape;
  return tf.tidy(() => {
    const statistic = tf.reshape(groupDeviations(x, options), [1, batch / size, 1, features]);
    const maps = tf.mul(statistic, tf.ones([size, 1, height * width, 1]));
    return tf.concat([x, tf.reshape<tf.Rank.R4>(maps, [batch, height, width, features])], 3);
  });
}
