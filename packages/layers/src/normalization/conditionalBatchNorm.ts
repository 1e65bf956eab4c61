import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { ResolvedCall } from '../layer/callArgs';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkVectors } from './checks';
import {
  type Modulation,
  ModulatedBatchNorm,
  type ModulatedBatchNormArgs,
  modulatedBatchNormArgsOf,
  type ModulatedBatchNormConfig,
} from './modulatedBatchNorm';

export interface ConditionalBatchNormArgs extends ModulatedBatchNormArgs, KernelArgs {
  /** Of both linear maps. Default false, as in BigGAN. */
  readonly useBias?: boolean;
}

/** The layer of `conditionalBatchNorm`. Weights: `scale` `[D, C]`, `offset` `[D, C]`; statistics `[C]`: `movingMean`, `movingVariance`. */
export class ConditionalBatchNorm extends ModulatedBatchNorm<ModulatedBatchNormConfig & KernelArgs> {
  static readonly className = 'GanConditionalBatchNorm';
  private scale!: LayerKernel;
  private offset!: LayerKernel;

  constructor(args: ConditionalBatchNormArgs = {}) {
    const { useBias = false } = args;
    const where = 'conditionalBatchNorm';
    super(where, 'condition', args, { ...modulatedBatchNormArgsOf(where, args), ...kernelArgsOf({ ...args, useBias }) });
  }

  protected override buildModulation(condition: Shape, channels: number): void {
    const shape = [checkVectors(this.where, 'condition', condition), channels];
    this.scale = this.kernel({ name: 'scale', shape }, this.config);
    this.offset = this.kernel({ name: 'offset', shape }, this.config);
  }

  protected override modulation(condition: Tensor, call: ResolvedCall): Modulation {
    const mapped = (stored: LayerKernel): Tensor2D =>
      stored.respond<Tensor2D, Tensor2D>(call, (kernel, bias) => ops.dense(condition as Tensor2D, kernel, { bias }));
    return { scale: tf.add(mapped(this.scale), 1), offset: mapped(this.offset) };
  }
}
registerBuiltIn(ConditionalBatchNorm);

/**
 * Conditional batch normalization by a vector, BigGAN's: y = (x - μ) / √(σ² + ε) · (1 + c · W_γ) + c · W_β, with the condition c of each sample.
 *
 * The condition is what a block of the generator is to know: the class embedding that all blocks share, joined with this block's part of the
 * latent. See `classConditionalBatchNorm` for a table of scales and offsets by class.
 *
 * Shapes: inputs x `[N, …, C]` and condition `[N, D]` → the shape of x. Training and inference, moving averages and `momentum` as in `batchNorm`,
 * and what `reparam` keeps. Differentiable to any order, by the condition too. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the condition is not `[N, D]`.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training" (BigGAN), appendix B, https://arxiv.org/abs/1809.11096
 * @see de Vries et al. 2017, "Modulating early visual processing by language", https://arxiv.org/abs/1707.00683
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const condition = input({ shape: [148], name: 'condition' });
 * const block = sequence(conditioned(conditionalBatchNorm({ reparam: spectralNorm() }), condition), relu());
 * const model = tfl.model({ inputs: [image, condition], outputs: block(image, 'block') });
 */
export const conditionalBatchNorm = (args: ConditionalBatchNormArgs = {}): ConditionalBatchNorm => new ConditionalBatchNorm(args);
