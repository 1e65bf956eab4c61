import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';

export interface LeakyReluArgs extends GanLayerArgs {
  /** The slope below 0. Default 0.2; PyTorch's and tfjs's own are 0.01 and 0.3. */
  readonly slope?: number;
  /** A factor on the result. Default 1. */
  readonly gain?: number;
}

/** The layer of `leakyRelu`. No weights. */
export class LeakyRelu extends GanLayer {
  static readonly className = 'GanLeakyRelu';
  override readonly perExample = true;
  private readonly config: { readonly slope: number; readonly gain: number };

  constructor(args: LeakyReluArgs = {}) {
    super(args);
    const { slope = 0.2, gain = 1 } = args;
    check(
      Number.isFinite(slope) && Number.isFinite(gain),
      () => `leakyRelu: slope and gain must be finite numbers. Got ${slope} and ${gain}.`,
    );
    this.config = { slope, gain };
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.leakyRelu(only(inputs), this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(LeakyRelu);

/**
 * Leaky rectifier: y = gain · max(x, slope · x).
 *
 * Shape: any → the same. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless slope and gain are finite.
 * @example const activation = leakyRelu({ slope: 0.2 });
 */
export const leakyRelu = (args: LeakyReluArgs = {}): LeakyRelu => new LeakyRelu(args);
