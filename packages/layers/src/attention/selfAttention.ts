import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { ImageAttention, type ImageAttentionArgs } from './imageAttention';

export type SelfAttentionArgs = ImageAttentionArgs;

/**
 * The layer of `selfAttention`. Weights: `query`, `key` `[C, keyChannels]`, `value` `[C, valueChannels]`, `output` `[valueChannels, C]`,
 * `gamma` `[]`; `queryBias` and so on where `useBias` asks for them.
 */
export class SelfAttention extends ImageAttention {
  static readonly className = 'GanSelfAttention';

  constructor(args: SelfAttentionArgs = {}) {
    super('selfAttention', args);
  }

  protected override mapShape(batch: number | null, queries: number | null, keys: number | null): Shape {
    return [batch, queries, keys];
  }

  protected override attend(x: Tensor4D, weights: ops.SelfAttentionWeights): ops.Attended<Tensor4D> {
    return ops.selfAttention(x, weights, { pool: this.config.pool });
  }
}
registerBuiltIn(SelfAttention);

/**
 * Self-attention among the pixels of an image: y = x + γ · output(softmax(q kᵀ) v), where q, k and v are 1×1 projections of x. γ begins at 0,
 * so that a network begins without it and lets it in as it learns. SAGAN and BigGAN have it once, at 32×32 or 64×64, in both networks.
 *
 * Shapes: `[N, H, W, C]` → the same; with `returnAttention` also the map `[N, H·W, ⌊H / pool⌋ · ⌊W / pool⌋]`, pixels in row-major order.
 * Defaults are BigGAN's: C / 8 channels of queries and keys, C / 2 of values, 2×2 pooled keys and values, no biases. Training and inference
 * alike, but for what `reparam` keeps for each of the projections. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where a number is no positive integer, or the input is no image.
 * @see Zhang et al. 2019, "Self-Attention Generative Adversarial Networks", section 3, https://arxiv.org/abs/1805.08318
 * @see Brock et al. 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", https://arxiv.org/abs/1809.11096
 * @example const attention = selfAttention({ reparam: spectralNorm() });
 */
export const selfAttention = (args: SelfAttentionArgs = {}): SelfAttention => new SelfAttention(args);
