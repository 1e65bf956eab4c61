import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, onlyShape } from '../layer/shapes';
import { MultiHead, type MultiHeadArgs } from './multiHead';
import { type AttentionKernels, createProjections, readProjections } from './projections';

export interface L2AttentionArgs extends Omit<MultiHeadArgs, 'useBias' | 'biasInitializer'> {
  /** Values pass through W_Q W_Qᵀ / √d first, which the bound of the Lipschitz constant needs. Default true. */
  readonly lipschitz?: boolean;
}

/**
 * The layer of `l2Attention`. Weights: `query`, for queries and keys alike, and `value` `[C, heads · headChannels]`, `output`
 * `[heads · headChannels, units]`. No biases.
 */
export class L2Attention extends MultiHead {
  static readonly className = 'GanL2Attention';
  private readonly lipschitz: boolean;
  private projections!: Omit<AttentionKernels, 'key'>;

  constructor({ lipschitz = true, ...args }: L2AttentionArgs) {
    super('l2Attention', { ...args, useBias: false });
    this.lipschitz = lipschitz;
  }

  override build(inputShape: Shape | Shape[]): void {
    this.computeOutputShape(inputShape); // refuses wrong shapes before a weight is made
    const channels = channelsOf(this.where, inputShape);
    const { joined, result } = this.widthsOf(channels);
    this.projections = createProjections((request) => this.kernel(request, this.config), {
      query: [channels, joined],
      value: [channels, joined],
      ...(this.config.useOutput ? { output: [joined, result] } : {}),
    });
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const shape = onlyShape(this.where, inputShape);
    checkAxes(this.where, 'x', shape, ['N', 'L', 'C']);
    return this.shapesOf(shape, shape[1] ?? null, this.widthsOf(channelsOf(this.where, shape)).result);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor | Tensor[] {
    return tf.tidy(() => {
      const { query, value, output } = readProjections(this.projections, readCall(kwargs));
      const weights = { query: query.kernel, value: value.kernel, output: output?.kernel };
      const { y, attention } = ops.l2Attention(only<Tensor3D>(inputs), weights, { heads: this.config.heads, lipschitz: this.lipschitz });
      return this.config.returnAttention ? [y, attention] : y;
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), lipschitz: this.lipschitz };
  }
}
registerBuiltIn(L2Attention);

/**
 * Self-attention of a sequence by distance: y = output(joined heads), head = P x A W_V with P = softmax(-‖q_i - q_j‖² / √d), q = x W_Q and
 * A = W_Q W_Qᵀ / √d, d = `headChannels`. Attention by dot product has no Lipschitz constant, this has one, which a critic wants: ViTGAN's
 * discriminator. No residual.
 *
 * Shapes: `[N, L, C]` → `[N, L, units]`; with `returnAttention` also the map `[N, heads, L, L]`. `lipschitz: false` leaves out A. Training
 * and inference alike, but for what `reparam` keeps for each of the projections. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where a number is no positive integer, the input is no sequence, or the heads do not divide its channels.
 * @see Kim, Papamakarios & Mnih 2021, "The Lipschitz Constant of Self-Attention", equations 6 to 8, https://arxiv.org/abs/2006.04710
 * @see Lee et al. 2022, "ViTGAN: Training GANs with Vision Transformers", https://arxiv.org/abs/2107.04589
 * @example const attention = l2Attention({ heads: 4 });
 */
export const l2Attention = (args: L2AttentionArgs): L2Attention => new L2Attention(args);
