import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, onlyShape } from '../layer/shapes';
import { MultiHead, type MultiHeadArgs } from './multiHead';
import { type AttentionKernels, createProjections, readProjections } from './projections';

export type MultiHeadAttentionArgs = MultiHeadArgs;

/**
 * The layer of `multiHeadAttention`. Weights: `query`, `key`, `value` `[C, heads · headChannels]`, `output` `[heads · headChannels, units]`,
 * and `queryBias`, `keyBias`, `valueBias`, `outputBias`.
 */
export class MultiHeadAttention extends MultiHead {
  static readonly className = 'GanMultiHeadAttention';
  private projections!: AttentionKernels;

  constructor(args: MultiHeadAttentionArgs) {
    super('multiHeadAttention', args);
  }

  override build(inputShape: Shape | Shape[]): void {
    this.computeOutputShape(inputShape); // refuses wrong shapes before a weight is made
    const channels = channelsOf(this.where, inputShape);
    const { joined, result } = this.widthsOf(channels);
    this.projections = createProjections((request) => this.kernel(request, this.config), {
      query: [channels, joined],
      key: [channels, joined],
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
      const weights = readProjections(this.projections, readCall(kwargs));
      const { y, attention } = ops.multiHeadAttention(only<Tensor3D>(inputs), weights, { heads: this.config.heads });
      return this.config.returnAttention ? [y, attention] : y;
    });
  }
}
registerBuiltIn(MultiHeadAttention);

/**
 * Self-attention of a sequence with several heads: y = output(joined heads), head h = softmax(q_h k_hᵀ / √d) v_h, d = `headChannels`.
 * No residual: write `residual({ main: sequence(multiHeadAttention({ heads: 4 })) })`.
 *
 * Shapes: `[N, L, C]` → `[N, L, units]`; with `returnAttention` also the map `[N, heads, L, L]`. Biases by default. Training and inference
 * alike, but for what `reparam` keeps for each of the projections. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where a number is no positive integer, the input is no sequence, or the heads do not divide its channels.
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2, https://arxiv.org/abs/1706.03762
 * @example const attention = multiHeadAttention({ heads: 4 });
 */
export const multiHeadAttention = (args: MultiHeadAttentionArgs): MultiHeadAttention => new MultiHeadAttention(args);
