import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall } from '../layer/callArgs';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes } from '../layer/shapes';
import { MultiHead, type MultiHeadArgs } from './multiHead';
import { withOptional, withOptionalShape } from './optionalInput';
import { type AttentionKernels, createProjections, readProjections } from './projections';

export type CrossAttentionArgs = MultiHeadArgs;

const names = ['x', 'context', 'keyMask'] as const;

/**
 * The layer of `crossAttention`. Weights: `query` `[C, heads · headChannels]`, `key`, `value` `[E, heads · headChannels]`, `output`
 * `[heads · headChannels, units]`, and `queryBias`, `keyBias`, `valueBias`, `outputBias`.
 */
export class CrossAttention extends MultiHead {
  static readonly className = 'GanCrossAttention';
  private projections!: AttentionKernels;

  constructor(args: CrossAttentionArgs) {
    super('crossAttention', args);
  }

  override build(inputShape: Shape | Shape[]): void {
    this.computeOutputShape(inputShape); // refuses wrong shapes before a weight is made
    const [x, context] = withOptionalShape(this.where, names, inputShape);
    const [from, of] = [channelsOf(this.where, x), channelsOf(this.where, context)];
    const { joined, result } = this.widthsOf(from);
    this.projections = createProjections((request) => this.kernel(request, this.config), {
      query: [from, joined],
      key: [of, joined],
      value: [of, joined],
      ...(this.config.useOutput ? { output: [joined, result] } : {}),
    });
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [x, context, keyMask] = withOptionalShape(this.where, names, inputShape);
    checkAxes(this.where, 'x', x, ['N', 'L', 'C']);
    checkAxes(this.where, 'context', context, ['N', 'K', 'E']);
    if (keyMask) checkAxes(this.where, 'keyMask', keyMask, ['N', 'K']);
    const keys = context[1] ?? null;
    check(keyMask === undefined || keyMask[1] === keys, () => {
      return `${this.where}: keyMask must have a number for each of the ${keys} keys. Got ${keyMask?.[1]}.`;
    });
    return this.shapesOf(x, keys, this.widthsOf(channelsOf(this.where, x)).result);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor | Tensor[] {
    return tf.tidy(() => {
      const [x, context, keyMask] = withOptional<[Tensor3D, Tensor3D], Tensor2D>(this.where, names, inputs);
      const weights = readProjections(this.projections, readCall(kwargs));
      const { y, attention } = ops.crossAttention(x, context, weights, { heads: this.config.heads, keyMask });
      return this.config.returnAttention ? [y, attention] : y;
    });
  }
}
registerBuiltIn(CrossAttention);

/**
 * Attention of one sequence to another, such as an image's patches to the words of a caption: y = output(joined heads),
 * head h = softmax(q_h k_hᵀ / √d) v_h, where q comes from x, k and v from the context, d = `headChannels`. No residual.
 *
 * Inputs: [x, context] or [x, context, keyMask], `[N, L, C]`, `[N, K, E]` and `[N, K]` with 1 for a key that may be attended to, 0 for padding.
 * Output: `[N, L, units]`; with `returnAttention` also the map `[N, heads, L, K]`. Biases by default. Training and inference alike, but for
 * what `reparam` keeps for each of the projections. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where a number is no positive integer, the inputs are no sequences, or the heads do not divide the channels of x.
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2, https://arxiv.org/abs/1706.03762
 * @example
 * const patches = input({ shape: [64, 32], seed: 7 });
 * const words = input({ shape: [18, 256], name: 'words' });
 * const mixed = sequence(conditioned(crossAttention({ heads: 4 }), words))(patches, 'block');
 */
export const crossAttention = (args: CrossAttentionArgs): CrossAttention => new CrossAttention(args);
