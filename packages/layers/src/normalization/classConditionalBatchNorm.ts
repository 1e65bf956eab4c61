import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkLabels, flatLabels } from '../style/labelTable';
import {
  type Modulation,
  ModulatedBatchNorm,
  type ModulatedBatchNormArgs,
  modulatedBatchNormArgsOf,
  type ModulatedBatchNormConfig,
} from './modulatedBatchNorm';

export interface ClassConditionalBatchNormArgs extends ModulatedBatchNormArgs {
  /** K, the rows of both tables. */
  readonly classes: number;
  /** Default ones. */
  readonly scaleInitializer?: Initializer;
  /** Default zeros. */
  readonly offsetInitializer?: Initializer;
}

type Config = ModulatedBatchNormConfig &
  Required<Pick<ClassConditionalBatchNormArgs, 'classes' | 'scaleInitializer' | 'offsetInitializer'>>;

/** The layer of `classConditionalBatchNorm`. Weights: `scale` `[K, C]`, `offset` `[K, C]`; statistics `[C]`: `movingMean`, `movingVariance`. */
export class ClassConditionalBatchNorm extends ModulatedBatchNorm<Config> {
  static readonly className = 'GanClassConditionalBatchNorm';
  private scale!: LayerVariable;
  private offset!: LayerVariable;

  constructor(args: ClassConditionalBatchNormArgs) {
    const { classes, scaleInitializer = constant(1), offsetInitializer = constant(0) } = args;
    const where = 'classConditionalBatchNorm';
    super(where, 'labels', args, { classes, scaleInitializer, offsetInitializer, ...modulatedBatchNormArgsOf(where, args) });
    checkCount(where, 'classes', classes);
  }

  protected override buildModulation(labels: Shape, channels: number): void {
    checkLabels(this.where, labels);
    const { classes, scaleInitializer, offsetInitializer } = this.config;
    this.scale = this.weight('scale', [classes, channels], scaleInitializer);
    this.offset = this.weight('offset', [classes, channels], offsetInitializer);
  }

  protected override modulation(labels: Tensor): Modulation {
    const rows = (table: LayerVariable): Tensor2D => ops.embedding(flatLabels(labels), table.read() as Tensor2D) as Tensor2D;
    return { scale: rows(this.scale), offset: rows(this.offset) };
  }
}
registerBuiltIn(ClassConditionalBatchNorm);

/**
 * Conditional batch normalization by class: y = (x - μ) / √(σ² + ε) · γ_k + β_k, with one row of scales and offsets for each class k.
 *
 * Shapes: inputs x `[N, …, C]` and labels int32 `[N]` in [0, classes) → the shape of x. Training and inference, moving averages and
 * `momentum` as in `batchNorm`; a class that is not in the batch gets the derivative 0. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the labels are not int32 `[N]`.
 * @see Dumoulin, Shlens & Kudlur 2017, "A Learned Representation For Artistic Style", https://arxiv.org/abs/1610.07629
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", https://arxiv.org/abs/1802.05637
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
 * const normalized = classConditionalBatchNorm({ classes: 10 }).apply([image, labels]);
 */
export const classConditionalBatchNorm = (args: ClassConditionalBatchNormArgs): ClassConditionalBatchNorm =>
  new ClassConditionalBatchNorm(args);
