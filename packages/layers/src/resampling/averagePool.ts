import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { Pooling, type PoolingArgs, type PoolingConfig, poolingConfig } from './pooling';

export interface AveragePoolArgs extends PoolingArgs {
  /** Whether the zeros of the padding count as pixels of the window. Default true, as in PyTorch. */
  readonly countPadding?: boolean;
}

/** The layer of `averagePool`. No weights. */
export class AveragePool extends Pooling<PoolingConfig & { readonly countPadding: boolean }> {
  static readonly className = 'GanAveragePool';

  constructor(args: AveragePoolArgs = {}) {
    super('averagePool', args, { ...poolingConfig(args), countPadding: args.countPadding ?? true });
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.averagePool(x, this.config);
  }
}
registerBuiltIn(AveragePool);

/**
 * The mean of each window of pixels: how SNGAN, BigGAN and ProGAN halve their images. Right behind a convolution, `convMean2d` does both
 * for less than half the work.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H + 2 padding - size) / stride) + 1. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where the window does not fit, or the padding is wider than half of it.
 * @example const half = averagePool();
 */
export const averagePool = (args: AveragePoolArgs = {}): AveragePool => new AveragePool(args);
