import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { spread } from './spread';

export interface GroupMomentsOptions {
  /** Of consecutive channels; divides C. Default C: each channel by itself. */
  readonly groups?: number | undefined;
}

export interface GroupMoments {
  /** `[N, G]`. */
  readonly mean: Tensor2D;
  /** `[N, G]`, biased: the sum of squares over the count. */
  readonly variance: Tensor2D;
}

/** `[N, …, C]` → `[N, G]`. One group is a run of neighbours in memory; more are the means of their channels' means. */
function meanOf(x: Tensor, groups: number): Tensor2D {
  const [samples, channels] = [axisLength(x, 0), axisLength(x, -1)];
  if (groups === 1) return tf.mean(tf.reshape(x, [samples, -1]), 1, true);
  const places = Array.from({ length: x.rank - 2 }, (_, i) => i + 1);
  const means: Tensor2D = tf.reshape(places.length > 0 ? tf.mean(x, places) : x, [samples, channels]);
  return groups === channels ? means : tf.mean(tf.reshape(means, [samples, groups, channels / groups]), 2);
}

/** Part 0 or 1 of `[2, N, G]`. */
const part = (stacked: Tensor3D, index: number): Tensor2D => {
  const [, samples, groups] = stacked.shape;
  return tf.reshape(tf.slice(stacked, [index, 0, 0], [1, samples, groups]), [samples, groups]);
};

/** Mean and variance in two passes as `[2, N, G]`, with the gradient of both in one line of x: dx = x·(2 dv/n) + (dm - 2 dv·mean)/n. */
function stackedMoments(x: Tensor, groups: number): Tensor3D {
  const count = x.size / (axisLength(x, 0) * groups);
  const moments = tf.customGrad((input: Tensor | tf.GradSaveFunc, save: Tensor | tf.GradSaveFunc) => {
    const [values, keep] = [input as Tensor, save as tf.GradSaveFunc];
    const mean = meanOf(values, groups);
    const stacked = tf.stack([mean, meanOf(tf.squaredDifference(values, spread(mean, values)), groups)]) as Tensor3D;
    keep([values, stacked]);
    return {
      value: stacked,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedX, savedMoments] = saved as [Tensor, Tensor3D];
        const factor: Tensor2D = tf.mul(part(dy as Tensor3D, 1), 2 / count);
        const shift: Tensor2D = tf.sub(tf.div(part(dy as Tensor3D, 0), count), tf.mul(factor, part(savedMoments, 0)));
        return tf.add(tf.mul(savedX, spread(factor, savedX)), spread(shift, savedX));
      },
    };
  });
  return moments(x);
}

/**
 * Mean and biased variance of each sample's groups of channels: μ = mean(x), σ² = mean((x - μ)²) over all places and the group's channels.
 *
 * Shapes: x `[N, …, C]` of rank 2 or more → mean and variance `[N, G]`; `[N, C]` where no groups are given, the statistics that
 * carry an image's style. Differentiable to any order. The caller disposes both.
 *
 * @throws GanError where x has fewer than two axes, or the groups do not divide the channels.
 * @example groupMoments(tf.tensor3d([1, 10, 3, 10], [1, 2, 2])).mean; // [2, 10]
 */
export function groupMoments(x: Tensor, { groups = axisLength(x, -1) }: GroupMomentsOptions = {}): GroupMoments {
  check(x.rank >= 2, () => `groupMoments: x must have a batch axis and a channel axis, [N, …, C]. Got the shape [${x.shape.join(', ')}].`);
  const channels = axisLength(x, -1);
  check(
    Number.isInteger(groups) && groups >= 1 && channels % groups === 0,
    () => `groupMoments: groups must divide the channels. Got groups ${groups}, channels ${channels}.`,
  );
  return tf.tidy(() => {
    const stacked = stackedMoments(x, groups);
    return { mean: part(stacked, 0), variance: part(stacked, 1) };
  });
}
