import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import { Pooling, type PoolingArgs, type PoolingConfig, poolingConfig } from './pooling';

export type MaxPoolArgs = PoolingArgs;

/** The layer of `maxPool`. No weights. */
export class MaxPool extends Pooling<PoolingConfig> {
  static readonly className = 'GanMaxPool';

  constructor(args: MaxPoolArgs = {}) {
    super('maxPool', args, poolingConfig(args));
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.maxPool(x, this.config);
  }
}
registerBuiltIn(MaxPool);

/**
 * The largest pixel of each window; padding never wins.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H + 2 padding - size) / stride) + 1. Training and inference alike.
 * Differentiable to any order; of equal pixels the first gets the derivative. The model disposes it.
 *
 * @throws GanError where the window does not fit, or the padding is wider than half of it.
 * @example const half = maxPool({ size: 3, stride: 2, padding: 1 });
 */
export const maxPool = (args: MaxPoolArgs = {}): MaxPool => new MaxPool(args);
