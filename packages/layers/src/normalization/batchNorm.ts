import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check, ops } from '@ganblocks/core';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';

export interface BatchNormArgs extends GanLayerArgs {
  /** What the moving averages keep of themselves at each update, in TensorFlow's sense: PyTorch's 0.1 is 0.9 here. Default 0.9. */
  readonly momentum?: number;
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
  /** Whether the moving variance averages n/(n-1)·σ², as PyTorch and TensorFlow's fused kernel do, or σ². Default true. */
  readonly unbiased?: boolean;
  /** γ. Default true. */
  readonly useScale?: boolean;
  /** β. Default true. */
  readonly useOffset?: boolean;
  /** Default ones. */
  readonly scaleInitializer?: Initializer;
  /** Default zeros. */
  readonly offsetInitializer?: Initializer;
}

/** The layer of `batchNorm`. Weights `[C]`: `scale`, `offset`; statistics: `movingMean`, `movingVariance`. */
export class BatchNorm extends GanLayer {
  static readonly className = 'GanBatchNorm';
  private readonly config: Required<Omit<BatchNormArgs, keyof GanLayerArgs>>;
  private scale: LayerVariable | undefined;
  private offset: LayerVariable | undefined;
  private movingMean!: LayerVariable;
  private movingVariance!: LayerVariable;

  constructor(args: BatchNormArgs = {}) {
    super(args);
    const { momentum = 0.9, epsilon = 1e-5, unbiased = true, useScale = true, useOffset = true } = args;
    const { scaleInitializer = constant(1), offsetInitializer = constant(0) } = args;
    check(
      momentum >= 0 && momentum <= 1,
      () => `batchNorm: momentum must lie in [0, 1]. Got ${momentum}. PyTorch's momentum m is 1 - m here.`,
    );
    check(epsilon > 0, () => `batchNorm: epsilon must be above 0. Got ${epsilon}.`);
    this.config = { momentum, epsilon, unbiased, useScale, useOffset, scaleInitializer, offsetInitializer };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { useScale, useOffset, scaleInitializer, offsetInitializer } = this.config;
    const shape = [channelsOf('batchNorm', inputShape)];
    if (useScale) this.scale = this.weight('scale', shape, scaleInitializer);
    if (useOffset) this.offset = this.weight('offset', shape, offsetInitializer);
    this.movingMean = this.weight('movingMean', shape, constant(0), { trainable: false });
    this.movingVariance = this.weight('movingVariance', shape, constant(1), { trainable: false });
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const { training, updateStatistics } = readCall(kwargs);
    return tf.tidy(() => {
      const x = only(inputs);
      const scale = this.scale?.read() as Tensor1D | undefined;
      const offset = this.offset?.read() as Tensor1D | undefined;
      const moving = { mean: this.movingMean.read() as Tensor1D, variance: this.movingVariance.read() as Tensor1D };
      const moments = training ? ops.batchMoments(x) : moving;
      if (training && updateStatistics) this.updateMovingAverages(moments, x.size / moments.mean.size);
      return ops.batchNorm(x, { scale, offset, ...moments, epsilon: this.config.epsilon });
    });
  }

  private updateMovingAverages({ mean, variance }: ops.Moments, count: number): void {
    const { momentum, unbiased } = this.config;
    const correction = unbiased ? count / Math.max(count - 1, 1) : 1;
    const moved = (old: LayerVariable, batch: Tensor, factor: number): Tensor =>
      tf.add(tf.mul(old.read(), momentum), tf.mul(batch, (1 - momentum) * factor));
    this.movingMean.write(moved(this.movingMean, mean, 1));
    this.movingVariance.write(moved(this.movingVariance, variance, correction));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(BatchNorm);

/**
 * Batch normalization: y = (x - μ) / √(σ² + ε) · γ + β for each channel.
 *
 * Shapes: `[N, …, C]` → the same. In training μ and σ² are the batch's, and the moving averages move
 * (new = momentum · old + (1 - momentum) · batch) unless the call says `updateStatistics: false`; in inference they are the moving
 * averages. Every call in training moves them: D(real) and D(fake) count as two. Defaults are the papers' (0.9, 1e-5), not tfjs's
 * (0.99, 1e-3). Differentiable to any order, through the batch's moments. The model disposes it.
 *
 * @throws GanError where momentum or epsilon is out of range, or the input's channels are not known.
 * @see Ioffe & Szegedy 2015, "Batch Normalization", https://arxiv.org/abs/1502.03167
 * @example const normalized = batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }) });
 */
export const batchNorm = (args: BatchNormArgs = {}): BatchNorm => new BatchNorm(args);
