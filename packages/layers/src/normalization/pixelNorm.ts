import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';
import { checkEpsilon } from './affineNorm';

export interface PixelNormArgs extends GanLayerArgs {
  /** Added to the mean square. Default 1e-8. */
  readonly epsilon?: number;
}

/** The layer of `pixelNorm`. It has no weights. */
export class PixelNorm extends GanLayer {
  static readonly className = 'GanPixelNorm';
  override readonly perExample = true;
  private readonly epsilon: number;

  constructor(args: PixelNormArgs = {}) {
    super(args);
    const { epsilon = 1e-8 } = args;
    checkEpsilon('pixelNorm', epsilon);
    this.epsilon = epsilon;
  }

  override build(inputShape: Shape | Shape[]): void {
    channelsOf('pixelNorm', inputShape);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.pixelNorm(only(inputs), { epsilon: this.epsilon });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
registerBuiltIn(PixelNorm);

/**
 * Pixelwise feature normalization: y = x / √(mean_c(x²) + ε), the feature vector of each place at length √C.
 *
 * Shapes: `[N, …, C]` → the same; feature maps, after each convolution of ProGAN's generator, or latents `[N, C]`, before StyleGAN's mapping
 * network. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where epsilon is not above 0, or the input's channels are not known.
 * @see Karras, Aila, Laine & Lehtinen 2018, "Progressive Growing of GANs", section 4.2, https://arxiv.org/abs/1710.10196
 * @example const mapping = chain({ shape: [64] }, pixelNorm(), dense({ units: 64 }), leakyRelu());
 */
export const pixelNorm = (args: PixelNormArgs = {}): PixelNorm => new PixelNorm(args);
