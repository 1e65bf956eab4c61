import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkVector } from '../checks';
import { checkEpsilon, checkFeatures } from './checks';
import { groupMoments } from './groupMoments';
import { standardize } from './standardize';

export interface GroupNormOptions {
  /** Of consecutive channels; divides C. Default 32. */
  readonly groups?: number;
  /** γ, `[C]`. Default 1. */
  readonly scale?: Tensor1D | undefined;
  /** β, `[C]`. Default 0. */
  readonly offset?: Tensor1D | undefined;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

/** The divisor of `channels` nearest below what was asked for. */
function divisorBelow(channels: number, groups: number): number {
  const most = Math.max(1, Math.min(channels, Math.floor(groups) || 1));
  return Array.from({ length: most }, (_, i) => most - i).find((candidate) => channels % candidate === 0) ?? 1;
}

/**
 * Group normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the mean and the biased variance of each group of consecutive
 * channels of each sample. With one group it is layer normalization, with C groups instance normalization.
 *
 * Shapes: x `[N, …, C]` of rank 3 or more, vectors `[C]` → the shape of x. The same in training and inference. Differentiable to
 * any order. The caller disposes.
 *
 * @throws GanError where the groups do not divide the channels, x has no places, or a vector has another length.
 * @see Wu & He 2018, "Group Normalization", https://arxiv.org/abs/1803.08494
 * @example const y = groupNorm(features, { groups: 4 }); // [N, 7, 7, 8], two channels a group
 */
export function groupNorm<T extends Tensor>(x: T, { groups = 32, scale, offset, epsilon = 1e-5 }: GroupNormOptions = {}): T {
  checkFeatures('groupNorm', 'x', x);
  const channels = axisLength(x, -1);
  check(
    Number.isInteger(groups) && groups >= 1 && channels % groups === 0,
    () => `groupNorm: groups must divide the channels. Got groups ${groups}, channels ${channels}. Use ${divisorBelow(channels, groups)}.`,
  );
  for (const [name, vector] of Object.entries({ scale, offset })) if (vector) checkVector('groupNorm', name, vector, channels);
  checkEpsilon('groupNorm', epsilon);
  return tf.tidy(() => standardize(x, { ...groupMoments(x, { groups }), scale, offset, epsilon }));
}
