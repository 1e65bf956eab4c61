import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';
import { type Affine, AffineNorm, type AffineNormArgs, affineNormArgsOf, type AffineNormConfig } from './affineNorm';
import { checkPlaces } from './checks';

export interface GroupNormArgs extends AffineNormArgs {
  /** Of consecutive channels; divides C. Default 32. */
  readonly groups?: number;
}

type Config = AffineNormConfig & { readonly groups: number };

/** The layer of `groupNorm`. Weights `[C]`: `scale`, `offset`. */
export class GroupNorm extends AffineNorm<Config> {
  static readonly className = 'GanGroupNorm';
  override readonly perExample = true;

  constructor(args: GroupNormArgs = {}) {
    const { groups = 32 } = args;
    super('groupNorm', args, { groups, ...affineNormArgsOf('groupNorm', args) });
    checkCount('groupNorm', 'groups', groups);
  }

  override build(inputShape: Shape | Shape[]): void {
    checkPlaces('groupNorm', inputShape);
    const { groups } = this.config;
    const channels = channelsOf('groupNorm', inputShape);
    check(channels % groups === 0, () => `groupNorm: groups must divide the channels. Got groups ${groups}, channels ${channels}.`);
    super.build(inputShape);
  }

  protected override normalize(x: Tensor, affine: Affine): Tensor {
    return ops.groupNorm(x, { ...affine, groups: this.config.groups });
  }
}
registerBuiltIn(GroupNorm);

/**
 * Group normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the moments of each group of consecutive channels of each sample. With one group
 * it is layer normalization, with C groups instance normalization.
 *
 * Shapes: `[N, …, C]` of rank 3 or more → the same. Training and inference alike, whatever the size of the batch. Differentiable to any
 * order. The model disposes it.
 *
 * @throws GanError where the groups do not divide the channels, or the input has no places to take moments over.
 * @see Wu & He 2018, "Group Normalization", https://arxiv.org/abs/1803.08494
 * @example const normalized = groupNorm({ groups: 8 });
 */
export const groupNorm = (args: GroupNormArgs = {}): GroupNorm => new GroupNorm(args);
