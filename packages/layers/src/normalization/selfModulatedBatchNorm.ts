import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { constant } from '../initializers/factories';
import type { ResolvedCall } from '../layer/callArgs';
import type { KernelArgs, LayerKernel } from '../layer/kernelWeights';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkVectors } from './checks';
import {
  type Modulation,
  ModulatedBatchNorm,
  type ModulatedBatchNormArgs,
  modulatedBatchNormArgsOf,
  type ModulatedBatchNormConfig,
} from './modulatedBatchNorm';

export interface SelfModulatedBatchNormArgs extends ModulatedBatchNormArgs, Pick<KernelArgs, 'initializer' | 'reparam'> {
  /** Units of the hidden layer, M. Default 32. */
  readonly hidden?: number;
  /** Whether scale and offset have one hidden layer together, as in the authors' code, or each its own. Default true. */
  readonly shareHidden?: boolean;
}

type Config = ModulatedBatchNormConfig &
  Pick<SelfModulatedBatchNormArgs, 'initializer' | 'reparam'> & { hidden: number; shareHidden: boolean };

/**
 * The layer of `selfModulatedBatchNorm`. Weights, each with its bias (`hiddenBias`, …): `hidden` `[D, M]`, `offsetHidden` `[D, M]` where hidden layers
 * are not shared, `scale` `[M, C]`, `offset` `[M, C]`; statistics `[C]`: `movingMean`, `movingVariance`.
 */
export class SelfModulatedBatchNorm extends ModulatedBatchNorm<Config> {
  static readonly className = 'GanSelfModulatedBatchNorm';
  private hidden!: LayerKernel;
  private offsetHidden: LayerKernel | undefined;
  private scale!: LayerKernel;
  private offset!: LayerKernel;

  constructor(args: SelfModulatedBatchNormArgs = {}) {
    const { hidden = 32, shareHidden = true, initializer, reparam } = args;
    const where = 'selfModulatedBatchNorm';
    super(where, 'latent', args, { hidden, shareHidden, initializer, reparam, ...modulatedBatchNormArgsOf(where, args) });
    checkCount(where, 'hidden', hidden);
  }

  protected override buildModulation(latent: Shape, channels: number): void {
    const { hidden, shareHidden, initializer, reparam } = this.config;
    const inner = [checkVectors(this.where, 'latent', latent), hidden];
    const made = (name: string, shape: readonly number[], bias: number): LayerKernel =>
      this.kernel({ name, shape }, { initializer, reparam, biasInitializer: constant(bias) });
    this.hidden = made('hidden', inner, 0);
    if (!shareHidden) this.offsetHidden = made('offsetHidden', inner, 0);
    this.scale = made('scale', [hidden, channels], 1);
    this.offset = made('offset', [hidden, channels], 0);
  }

  protected override modulation(latent: Tensor, call: ResolvedCall): Modulation {
    const mapped = (x: Tensor2D, stored: LayerKernel): Tensor2D =>
      stored.respond<Tensor2D, Tensor2D>(call, (kernel, bias) => ops.dense(x, kernel, { bias }));
    const inner = (stored: LayerKernel): Tensor2D => tf.relu(mapped(latent as Tensor2D, stored));
    const shared = inner(this.hidden);
    return { scale: mapped(shared, this.scale), offset: mapped(this.offsetHidden ? inner(this.offsetHidden) : shared, this.offset) };
  }
}
registerBuiltIn(SelfModulatedBatchNorm);

/**
 * Self-modulated batch normalization: y = (x - μ) / √(σ² + ε) · γ(z) + β(z), with γ(z) = relu(z · W + b) · W_γ + b_γ and β(z) likewise: the
 * latent reaches every block of the generator, not only its first, and no labels are needed.
 *
 * Shapes: inputs x `[N, …, C]` and latent `[N, D]` → the shape of x. γ begins near 1, for its bias does. Training and inference, moving averages and
 * `momentum` as in `batchNorm`, and what `reparam` keeps. Differentiable to any order, by the latent too. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the latent is not `[N, D]`.
 * @see Chen, Lucic, Houlsby & Gelly 2019, "On Self Modulation for Generative Adversarial Networks", https://arxiv.org/abs/1810.01365
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const latent = input({ shape: [64], name: 'latent' });
 * const normalized = selfModulatedBatchNorm().apply([image, latent]);
 */
export const selfModulatedBatchNorm = (args: SelfModulatedBatchNormArgs = {}): SelfModulatedBatchNorm => new SelfModulatedBatchNorm(args);
