import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { type Affine, AffineNorm, type AffineNormArgs, affineNormArgsOf, type AffineNormConfig } from './affineNorm';

export interface LayerNormArgs extends AffineNormArgs {
  /** What shares a mean and a variance: the whole `sample`, as in convolutional critics, or the `channels` of one place, as in transformers. Default 'sample'. */
  readonly over?: 'sample' | 'channels';
}

type Config = AffineNormConfig & { readonly over: 'sample' | 'channels' };

/** The layer of `layerNorm`. Weights `[C]`: `scale`, `offset`. */
export class LayerNorm extends AffineNorm<Config> {
  static readonly className = 'GanLayerNorm';
  override readonly perExample = true;

  constructor(args: LayerNormArgs = {}) {
    const { over = 'sample' } = args;
    super('layerNorm', args, { over, ...affineNormArgsOf('layerNorm', args) });
    check(['sample', 'channels'].includes(over), () => `layerNorm: over must be 'sample' or 'channels'. Got '${over}'.`);
  }

  protected override normalize(x: Tensor, affine: Affine): Tensor {
    return ops.layerNorm(x, { ...affine, over: this.config.over });
  }
}
registerBuiltIn(LayerNorm);

/**
 * Layer normalization: y = (x - μ) / √(σ² + ε) · γ + β, by the moments of each sample, or of each place of it.
 *
 * Shapes: `[N, …, C]` → the same; γ and β are one number a channel, also over whole samples. Training and inference alike. It leaves samples
 * independent of each other: what a critic with a gradient penalty takes in the place of batch normalization. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError where an option is out of range, or the input's channels are not known.
 * @see Ba, Kiros & Hinton 2016, "Layer Normalization", https://arxiv.org/abs/1607.06450
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 4, https://arxiv.org/abs/1704.00028
 * @example const critic = chain({ shape: [28, 28, 1] }, conv2d({ channels: 8, kernelSize: 4, stride: 2 }), layerNorm(), leakyRelu());
 */
export const layerNorm = (args: LayerNormArgs = {}): LayerNorm => new LayerNorm(args);
