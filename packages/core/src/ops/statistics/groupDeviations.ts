import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

export interface GroupDeviationsOptions {
  /** G: samples that are compared with one another; a batch smaller than that is one group. Default 4. */
  readonly groupSize?: number;
  /** F: numbers a group, each over its own share of the channels. Default 1. */
  readonly features?: number;
  /** Added to the variance. Default 1e-8. */
  readonly epsilon?: number;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

/** What else could divide: the group sizes below, and the batch above. */
function remedy(groupSize: number, batch: number): string {
  const sizes = Array.from({ length: groupSize - 1 }, (_, i) => groupSize - 1 - i).filter((size) => size > 1 && batch % size === 0);
  const larger = `a batch of ${Math.ceil(batch / groupSize) * groupSize}`;
  return sizes.length === 0 ? `Use ${larger}.` : `Use ${sizes.join(' or ')}, or ${larger}.`;
}

/** The size of a group, at most the batch; throws unless groups and shares come out even. `where` is the function that was called. */
export function groupSizeOf(where: string, x: Tensor4D, { groupSize = 4, features = 1, epsilon = 1e-8 }: GroupDeviationsOptions): number {
  checkRank(where, 'x', x, 4, 'N, H, W, C');
  const [batch, , , channels] = x.shape;
  check(isCount(groupSize), () => `${where}: groupSize must be an integer >= 1. Got ${groupSize}.`);
  check(
    isCount(features) && channels % features === 0,
    () => `${where}: features must divide the channels. Got features ${features}, channels ${channels}.`,
  );
  check(epsilon >= 0, () => `${where}: epsilon must be at least 0. Got ${epsilon}.`);
  const size = Math.min(groupSize, batch);
  check(
    batch % size === 0,
    () => `${where}: groupSize must divide the batch. Got groupSize ${groupSize}, batch ${batch}. ${remedy(groupSize, batch)}`,
  );
  return size;
}

/**
 * How much the samples of a group differ: s[m, f] = mean over pixels and the f-th C/F channels of √(var over the group + ε), the variance biased.
 * With M = N/G groups, sample n belongs to group n mod M.
 *
 * Shapes: x `[N, H, W, C]` → `[M, F]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the group size does not divide the batch, or `features` the channels.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 3, https://arxiv.org/abs/1710.10196
 * @example const spread = groupDeviations(images, { groupSize: 2 }); // [8, 28, 28, 1] → [4, 1]
 */
export function groupDeviations(x: Tensor4D, options: GroupDeviationsOptions = {}): Tensor2D {
  const size = groupSizeOf('groupDeviations', x, options);
  const { features = 1, epsilon = 1e-8 } = options;
  const [batch, height, width, channels] = x.shape;
  const groups = batch / size;
  return tf.tidy(() => {
    const members: Tensor = tf.reshape(x, [size, x.size / size]);
    const variance = tf.mean(tf.square(tf.sub(members, tf.mean(members, 0, true))), 0);
    const deviation = tf.reshape(tf.sqrt(tf.add(variance, epsilon)), [groups, height * width, channels]);
    const shares = tf.reshape(tf.mean(deviation, 1), [groups, features, channels / features]);
    return tf.mean(shares, 2);
  });
}
