import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { Kwargs } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';
import { type Affine, AffineNorm, type AffineNormArgs, affineNormArgsOf, type AffineNormConfig } from './affineNorm';
import { createMovingMoments, type MovingMoments, type MovingMomentsArgs, movingMomentsArgsOf } from './movingMoments';

export interface BatchNormArgs extends AffineNormArgs, MovingMomentsArgs {}

type Config = AffineNormConfig & Required<MovingMomentsArgs>;

/** The layer of `batchNorm`. Weights `[C]`: `scale`, `offset`; statistics: `movingMean`, `movingVariance`. */
export class BatchNorm extends AffineNorm<Config> {
  static readonly className = 'GanBatchNorm';
  private moving!: MovingMoments;

  constructor(args: BatchNormArgs = {}) {
    super('batchNorm', args, { ...movingMomentsArgsOf('batchNorm', args), ...affineNormArgsOf('batchNorm', args) });
  }

  override build(inputShape: Shape | Shape[]): void {
    super.build(inputShape);
    this.moving = createMovingMoments(this.weight.bind(this), channelsOf('batchNorm', inputShape), this.config);
  }

  protected override normalize(x: Tensor, affine: Affine, kwargs: Kwargs | undefined): Tensor {
    return this.moving.normalized(x, kwargs, affine) ?? ops.batchNorm(x, { ...affine, ...this.moving.read() });
  }
}
registerBuiltIn(BatchNorm);

/**
 * Batch normalization: y = (x - μ) / √(σ² + ε) · γ + β for each channel.
 *
 * Shapes: `[N, …, C]` → the same. In training μ and σ² are the batch's, and the moving averages move
 * (new = momentum · old + (1 - momentum) · batch) unless the call says `updateStatistics: false`; in inference they are the moving
 * averages. Every call in training moves them: D(real) and D(fake) count as two. See `standingStatistics` for better ones before
 * sampling. Defaults are the papers' (0.9, 1e-5), not tfjs's (0.99, 1e-3). Differentiable to any order, through the batch's moments. The
 * model disposes it.
 *
 * @throws GanError where momentum or epsilon is out of range, or the input's channels are not known.
 * @see Ioffe & Szegedy 2015, "Batch Normalization", https://arxiv.org/abs/1502.03167
 * @example const normalized = batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }) });
 */
export const batchNorm = (args: BatchNormArgs = {}): BatchNorm => new BatchNorm(args);
