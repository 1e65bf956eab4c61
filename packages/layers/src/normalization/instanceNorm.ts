import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';
import { type Affine, AffineNorm, type AffineNormArgs, affineNormArgsOf, type AffineNormConfig } from './affineNorm';
import { checkPlaces } from './checks';
import { type CountedMoments, createMovingMoments, type MovingMoments, type MovingMomentsArgs, movingMomentsArgsOf } from './movingMoments';

export interface InstanceNormArgs extends AffineNormArgs, MovingMomentsArgs {
  /**
   * Whether moving averages of the samples' moments are kept, and normalised by in inference: PyTorch's `track_running_stats`. `momentum`
   * and `unbiased` are theirs. Default false.
   */
  readonly trackStatistics?: boolean;
}

type Config = AffineNormConfig & Required<MovingMomentsArgs> & { readonly trackStatistics: boolean };

/** The average over the batch of each sample's own moments. */
function averageMoments(x: Tensor): CountedMoments {
  const { mean, variance } = ops.groupMoments(x);
  return { mean: tf.mean<Tensor1D>(mean, 0), variance: tf.mean<Tensor1D>(variance, 0), count: x.size / mean.size };
}

/** The layer of `instanceNorm`. Weights `[C]`: `scale`, `offset`; with `trackStatistics` the statistics `movingMean`, `movingVariance`. */
export class InstanceNorm extends AffineNorm<Config> {
  static readonly className = 'GanInstanceNorm';
  override readonly perExample = true;
  private moving: MovingMoments | undefined;

  constructor(args: InstanceNormArgs = {}) {
    const { trackStatistics = false } = args;
    const where = 'instanceNorm';
    super(where, args, { trackStatistics, ...movingMomentsArgsOf(where, args), ...affineNormArgsOf(where, args) });
  }

  override build(inputShape: Shape | Shape[]): void {
    checkPlaces('instanceNorm', inputShape);
    super.build(inputShape);
    if (!this.config.trackStatistics) return;
    this.moving = createMovingMoments(this.weight.bind(this), channelsOf('instanceNorm', inputShape), this.config);
  }

  protected override normalize(x: Tensor, affine: Affine, kwargs: Kwargs | undefined): Tensor {
    if (this.moving && !readCall(kwargs).training) return ops.batchNorm(x, { ...affine, ...this.moving.read() });
    this.moving?.follow(kwargs, () => averageMoments(x));
    return ops.instanceNorm(x, affine);
  }
}
registerBuiltIn(InstanceNorm);

/**
 * Instance normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the moments of each channel of each sample, which are the contrast of an image.
 *
 * Shapes: `[N, …, C]` of rank 3 or more → the same. Training and inference alike; with `trackStatistics`, training also moves averages over
 * the samples, and inference normalises by these. γ and β are there by default, which PyTorch's layer has not: for CycleGAN
 * say `useScale: false, useOffset: false`. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the input has no places to take moments over.
 * @see Ulyanov, Vedaldi & Lempitsky 2016, "Instance Normalization", https://arxiv.org/abs/1607.08022
 * @example const normalized = instanceNorm({ useScale: false, useOffset: false });
 */
export const instanceNorm = (args: InstanceNormArgs = {}): InstanceNorm => new InstanceNorm(args);
